namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>Codes of refused models and experiments.</summary>
public static class DynamicsCodes
{
    /// <summary>The file is no well-formed XML.</summary>
    public const string Malformed = "dynamics.xml.malformed";

    /// <summary>The file or the model is larger or deeper than is taken.</summary>
    public const string Limit = "dynamics.limit";

    /// <summary>The model lacks something or says it twice.</summary>
    public const string Invalid = "dynamics.model.invalid";

    /// <summary>A construct that this engine does not run.</summary>
    public const string Unsupported = "dynamics.construct.unsupported";

    /// <summary>An equation that can't be read.</summary>
    public const string Equation = "dynamics.equation.malformed";

    /// <summary>A variable, dimension or element that is not there.</summary>
    public const string UnknownName = "dynamics.name.unknown";

    /// <summary>A function that is not there.</summary>
    public const string UnknownFunction = "dynamics.function.unknown";

    /// <summary>Variables that need each other at the same instant.</summary>
    public const string Circular = "dynamics.equation.circular";

    /// <summary>An experiment that can't be run.</summary>
    public const string Experiment = "dynamics.experiment.invalid";

    internal static string Title(string code) => code switch
    {
        Malformed => "The model is no well-formed XML.",
        Limit => "The model is too large.",
        Unsupported => "The model has a construct that is not run here.",
        Equation => "An equation can't be read.",
        UnknownName => "A name is not known.",
        UnknownFunction => "A function is not known.",
        Circular => "Equations are circular.",
        Experiment => "The experiment can't be run.",
        _ => "The model can't be run.",
    };
}
