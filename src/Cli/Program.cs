using KeyEcosystem.Cli;

Console.SetOut(new StandardOutput(Console.Out));
return await Verbs.Run(args, new Shell());
