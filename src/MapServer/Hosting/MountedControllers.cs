using System.Reflection;
using Gis.Core.Catalogue;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Gis.MapServer.Hosting;

/// <summary>Decides by audience which controllers exist.</summary>
internal sealed class MountedControllers(Audience audience) : ControllerFeatureProvider
{
    protected override bool IsController(TypeInfo typeInfo) =>
        base.IsController(typeInfo) && (audience == Audience.Staff
            ? typeInfo.GetCustomAttribute<PublicOnlyAttribute>() is null
            : typeInfo.GetCustomAttribute<StaffOnlyAttribute>() is null);
}
