using System.Diagnostics.CodeAnalysis;
using Gis.Engine.Cql2.Checking;

namespace Gis.Engine.Cql2.Memory;

/// <summary>
/// A filter that runs over features in memory, with the same answers as its SQL. What only the database can do (CASEI and ACCENTI, which are ICU's; functions
/// without an evaluation of their own; CRS the platform does not calculate) is declined, so that the caller asks the database instead.
/// </summary>
public sealed class Cql2Evaluator
{
    private readonly Func<IFeatureValues, bool?> _test;

    private Cql2Evaluator(Func<IFeatureValues, bool?> test) => _test = test;

    /// <summary>Prepares a checked filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="evaluator">The prepared filter; safe for use from several threads.</param>
    /// <returns>False when the filter needs the database.</returns>
    public static bool TryPrepare(CheckedFilter filter, [NotNullWhen(true)] out Cql2Evaluator? evaluator)
    {
        ArgumentNullException.ThrowIfNull(filter);
        evaluator = new EvaluatorBuilder(filter.Settings).Condition(filter.Root) is { } test ? new Cql2Evaluator(test) : null;
        return evaluator is not null;
    }

    /// <summary>Whether a feature is selected; what is unknown is not.</summary>
    /// <param name="feature">The feature.</param>
    /// <exception cref="Cql2Exception">A calculation went out of the range of numbers.</exception>
    public bool Selects(IFeatureValues feature) => _test(feature) == true;
}
