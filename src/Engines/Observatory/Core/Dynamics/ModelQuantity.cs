namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A variable of a model with what people need to know to set it or to read it.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="NameZh">Its Chinese name; the same where the model has none.</param>
/// <param name="Units">Its unit.</param>
/// <param name="Value">Its value where its equation is a number.</param>
/// <param name="Least">Least value that makes sense.</param>
/// <param name="Most">Largest value that makes sense; of a lever how far it can be moved.</param>
/// <param name="Source">Where the value comes from: a figure of the seed (<c>I11</c>), or <c>assumption</c>.</param>
/// <param name="Indicator">The indicator that it stands for.</param>
/// <param name="Cost">Of a lever: what moving it all the way costs, in 100 million CNY.</param>
/// <param name="Doc">Its documentation.</param>
public sealed record ModelQuantity(string Name, string NameZh, string? Units, double? Value, double? Least, double? Most, string? Source, string? Indicator, double? Cost, string? Doc);
