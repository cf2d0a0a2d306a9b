return await Gis.ImportBench.BenchRun.MainAsync(args);
