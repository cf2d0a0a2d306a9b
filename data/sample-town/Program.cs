var t = new Gis.SampleTown.Terrain.Landform();
Console.WriteLine("ok");
