using Gis.Engine.Memory.Bands;
using Gis.Engine.Memory.Clipping;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;
using Text = System.Text.Encoding;

namespace Gis.Engine.Memory.Encoding;

/// <summary>
/// Encodes one layer of one tile (Mapbox Vector Tile Specification 2.1). Features come in the order of their ids, values in the order of
/// their first use, so that the bytes depend on the layer's content alone.
/// </summary>
/// <param name="snapshot">The layer.</param>
/// <param name="frame">The tile.</param>
/// <param name="scratch">To write on.</param>
internal readonly ref struct LayerEncoder(LayerSnapshot snapshot, TileFrame frame, EncoderScratch scratch)
{
    // Fields of the messages Tile, Layer and Feature.
    private const int TileLayer = 3;
    private const int LayerName = 1, LayerFeature = 2, LayerKey = 3, LayerExtent = 5, LayerVersion = 15;
    private const int FeatureId = 1, FeatureTags = 2, FeatureType = 3, FeatureGeometry = 4;

    /// <summary>Encodes the layer.</summary>
    public LayerTile Encode()
    {
        scratch.Begin(snapshot.Pool.Count);
        Find();
        if (scratch.Fids.Count == 0)
            return LayerTile.Empty;

        var layer = scratch.Layer;
        layer.Number(LayerVersion, 2);
        layer.Bytes(LayerName, Text.UTF8.GetBytes(snapshot.Layer.Id.Value));
        var places = scratch.Places.Span;
        var fids = scratch.Fids.Span;
        fids.Sort(places);
        var written = new List<long>(fids.Length);
        ZoomBand? band = null;
        for (int i = 0, current = -1; i < places.Length; i++)
        {
            var (at, feature) = places[i];
            var chunk = snapshot.Chunks[at];
            if (at != current)
                (band, current) = (chunk.Band(frame.Zoom, snapshot.Chunks, snapshot.KeepsThinParts), at);
            if (!Draw(chunk, band!, feature))
                continue;
            WriteFeature(chunk, feature, fids[i]);
            written.Add(fids[i]);
        }

        if (written.Count == 0)
            return LayerTile.Empty;
        foreach (var field in snapshot.Layer.Fields)
            layer.Bytes(LayerKey, Text.UTF8.GetBytes(field.Name));
        foreach (var value in scratch.Values.Span)
            layer.Raw(snapshot.Pool[value]);
        layer.Number(LayerExtent, TileGrid.Extent);
        scratch.Packed.Clear();
        scratch.Packed.Bytes(TileLayer, layer.Written);
        return new LayerTile(scratch.Packed.Written.ToArray(), written);
    }

    // Two levels of boxes, looked through one after the other: with chunks of some hundred features that lie together this costs
    // microseconds, and a chunk is replaced without touching the others.
    private void Find()
    {
        for (var at = 0; at < snapshot.Chunks.Length; at++)
        {
            var chunk = snapshot.Chunks[at];
            if (!chunk.Box.Meets(frame.Reach))
                continue;
            var boxes = chunk.Shapes.Boxes;
            for (var feature = 0; feature < boxes.Length; feature++)
            {
                if (!boxes[feature].Meets(frame.Reach))
                    continue;
                scratch.Fids.Add(chunk.Fids[feature]);
                scratch.Places.Add((at, feature));
            }
        }
    }

    // Leaves the feature's geometry in the packed buffer; false when the feature does not meet the tile after all.
    private bool Draw(Chunk chunk, ZoomBand band, int feature)
    {
        var dimension = chunk.Shapes.Dimensions[feature];
        var whole = frame.Inner.Holds(chunk.Shapes.Boxes[feature]);
        if (!whole && !ReachTest.Meets(chunk.Shapes, feature, frame.Reach))
            return false;
        var shape = dimension switch
        {
            0 => Points(chunk, feature),
            1 => Lines(chunk, band, feature, whole),
            _ => Polygons(chunk, band, feature, whole),
        };
        if (shape.IsEmpty)
            StandIn.Make(chunk.Shapes, feature, frame, shape);
        GeometryWriter.Write(shape, dimension, scratch.Packed);
        return true;
    }

    private GridShape Points(Chunk chunk, int feature)
    {
        var shape = scratch.Shape;
        shape.Clear();
        var (first, end) = chunk.Shapes.RingsOf(feature);
        for (var ring = first; ring < end; ring++)
        {
            var xy = chunk.Shapes.Ring(ring);
            if (frame.Reach.Holds(xy[0], xy[1]))
                shape.Add(frame.Grid.X(xy[0]) - frame.OriginX, frame.Grid.Y(xy[1]) - frame.OriginY);
        }

        shape.EndRing();
        shape.EndPart();
        return shape;
    }

    private GridShape Lines(Chunk chunk, ZoomBand band, int feature, bool whole)
    {
        Read(chunk, band, feature, near: false);
        if (whole && scratch.Shape.RingEnds.Count == 1 && scratch.Shape.Vertices > 1)
            return scratch.Shape;

        // Also drops parts of a single point.
        LineClipper.Clip(scratch.Shape, scratch.Clipped);
        return scratch.Clipped;
    }

    private GridShape Polygons(Chunk chunk, ZoomBand band, int feature, bool whole)
    {
        Read(chunk, band, feature, near: !whole);
        if (whole && AllInside(scratch.Shape))
            return scratch.Shape;
        if (scratch.Clipper.Clip(scratch.Shape, scratch.Clipped) == ClipOutcome.Unsure)
        {
            Read(chunk, band, feature, near: false);
            GridRepair.Clip(scratch.Shape, ClipSquare.Low, ClipSquare.High, scratch.Clipped);
        }

        return scratch.Clipped;
    }

    // Squares for thin parts may stick out of the feature's own box.
    private static bool AllInside(GridShape shape)
    {
        foreach (var value in shape.Xy.Span)
        {
            if (value is < ClipSquare.Low or > ClipSquare.High)
                return false;
        }

        return true;
    }

    private void Read(Chunk chunk, ZoomBand band, int feature, bool near)
    {
        if (band.TryRead(feature, frame.OriginX, frame.OriginY, scratch.Shape))
            return;
        if (near)
            Quantiser.ReadNear(chunk.Shapes, feature, frame.Grid, frame.OriginX, frame.OriginY, frame.Reach, scratch.Shape);
        else
            Quantiser.Read(chunk.Shapes, feature, frame.Grid, frame.OriginX, frame.OriginY, scratch.Shape);
    }

    private void WriteFeature(Chunk chunk, int feature, long fid)
    {
        var message = scratch.Feature;
        message.Clear();
        message.Number(FeatureId, (ulong)fid);
        var fields = snapshot.Layer.Fields.Count;
        var tags = scratch.Tags;
        tags.Clear();
        for (var field = 0; field < fields; field++)
        {
            var value = chunk.Values[(feature * fields) + field];
            if (value < 0)
                continue;
            tags.Varint((uint)field);
            tags.Varint((uint)scratch.PlaceOf(value));
        }

        if (tags.Count > 0)
            message.Bytes(FeatureTags, tags.Written);

        // The type before the geometry: GDAL does not look ahead for it.
        message.Number(FeatureType, (ulong)chunk.Shapes.Dimensions[feature] + 1);
        message.Bytes(FeatureGeometry, scratch.Packed.Written);
        scratch.Layer.Bytes(LayerFeature, message.Written);
    }
}
