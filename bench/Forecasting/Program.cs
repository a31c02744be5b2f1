using KeyEcosystem.Bench.Forecasting;

// The figures of docs/benchmarks/observatory.md:
//   score SERIES FORECASTS [PUBLISHED]   what the verb wrote, against what came
//   earlier | halves | chances | short | priors    what else the page says; the data folder may follow
var data = args.Length > 1 ? args[1] : Path.Combine("..", "shared", "data", "foresight");
switch (args.FirstOrDefault())
{
    case "score" when args.Length > 2:
        Score.Run(args[1], args[2], args.ElementAtOrDefault(3));
        break;
    case "earlier":
        Earlier.Run(data);
        break;
    case "halves":
        Halves.Run(data);
        break;
    case "chances":
        Console.WriteLine("| series | targets | Brier | of the base rate of each kind of target | of one base rate | worst decile, points | stated:came by decile, % |\n| --- | --- | --- | --- | --- | --- | --- |");
        Chances.Run(data);
        break;
    case "short":
        Short.Run(data);
        break;
    case "priors":
        Priors.Run(data);
        break;
    default:
        Console.Error.WriteLine("score SERIES FORECASTS [PUBLISHED] | earlier | halves | chances | short | priors");
        Environment.ExitCode = 64;
        break;
}
