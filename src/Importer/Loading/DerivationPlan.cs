using Gis.Core.Catalogue;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Kinds.Hazards;
using Gis.Importer.Kinds.Parcels;
using Gis.Importer.Kinds.Sites;

namespace Gis.Importer.Loading;

/// <summary>Chooses what a kind derives from a source, by looking at the first rows.</summary>
internal static class DerivationPlan
{
    private const int SampleRows = 300;

    /// <summary>The derivations for a kind.</summary>
    public static IReadOnlyList<IDerivation> For(Kind kind, IReadOnlyList<Dataset> datasets, SourceColumns columns, string? scenario, CancellationToken cancellation)
    {
        var derivations = new List<IDerivation>();
        var needsSample = kind.Hazard is not null || kind.Roles.Keys.Any(r => r.StartsWith("source-" + FieldRole.FitsPrefix, StringComparison.Ordinal));
        var sample = needsSample ? Sample(datasets, columns, cancellation) : [];
        if (kind.Hazard is not null)
        {
            var names = string.Join(' ', datasets.SelectMany(d => new[] { d.SourcePath, d.Name }));
            derivations.Add(new HazardDerivation(kind, new HazardReadingFinder(kind, columns.Names, sample, names).Find(), scenario));
        }

        if (SiteDerivation.For(kind, columns.Names, sample) is { } sites)
            derivations.Add(sites);
        if (kind.RecognisedBy.Contains(FieldRole.ParcelNumber) && ParcelKeyDerivation.For(kind, columns.Names) is { } parcels)
            derivations.Add(parcels);
        return derivations;
    }

    private static List<object?[]> Sample(IReadOnlyList<Dataset> datasets, SourceColumns columns, CancellationToken cancellation) =>
        datasets.SelectMany(d => d.Read(cancellation).Take(SampleRows).Select(r => columns.Arrange(d, r.Values))).ToList();
}
