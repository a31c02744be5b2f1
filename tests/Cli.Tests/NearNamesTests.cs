using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class NearNamesTests
{
    [Theory]
    [InlineData("aliance", "alliance")]
    [InlineData("allianse", "alliance")]
    [InlineData("alliance", "")]
    [InlineData("harbour", "")]
    [InlineData("ab", "")]
    public void Names_that_differ_by_few_letters_are_near(string name, string near) => Assert.Equal(near, string.Join(',', NearNames.Of(name, ["alliance", "north", "cde"])));
}
