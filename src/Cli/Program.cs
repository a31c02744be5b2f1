using KeyEcosystem.Cli;

return await Verbs.Run(args, new Shell());
