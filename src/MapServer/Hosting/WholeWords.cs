using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Gis.MapServer.Hosting;

/// <summary>
/// A parameter that is never null is not null for a blank either: the framework turns text of spaces into null, whatever the parameter says, and
/// <c>/data/%20</c> is the address of a data set that does not exist.
/// </summary>
internal sealed class WholeWords : IDisplayMetadataProvider
{
    private readonly NullabilityInfoContext _nullability = new();

    /// <inheritdoc/>
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        if (context.Key is not { ParameterInfo: { ParameterType: var type } parameter } || type != typeof(string))
            return;
        lock (_nullability)
        {
            if (_nullability.Create(parameter).WriteState == NullabilityState.NotNull)
                context.DisplayMetadata.ConvertEmptyStringToNull = false;
        }
    }
}
