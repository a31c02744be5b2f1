using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Secrets;

/// <summary>Opens what <see cref="ChestXmlEncryptor"/> sealed. The key files name this type: moving it needs a successor under the old name.</summary>
internal sealed class ChestXmlDecryptor : IXmlDecryptor
{
    private readonly KeyChest chest;

    /// <summary>The framework makes it by its name.</summary>
    /// <param name="services">The node's services.</param>
    public ChestXmlDecryptor(IServiceProvider services) => chest = services.GetRequiredService<KeyChest>();

    public XElement Decrypt(XElement encryptedElement) => chest.Unseal(ChestXmlEncryptor.Name, encryptedElement.Value) is { } plain
        ? XElement.Parse(Encoding.UTF8.GetString(plain))
        : throw new CryptographicException("A key in cookie-keys was changed, or sealed with another master key.");
}
