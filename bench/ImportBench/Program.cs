[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

return await Gis.ImportBench.BenchRun.MainAsync(args);
