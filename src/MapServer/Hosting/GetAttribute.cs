using Microsoft.AspNetCore.Mvc.Routing;

namespace Gis.MapServer.Hosting;

/// <summary>An address that answers GET, and HEAD with the same headers.</summary>
/// <param name="template">Route template.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GetAttribute(string template) : HttpMethodAttribute(["GET", "HEAD"], template);

/// <summary>A controller that exists on the staff server only: on the public one its addresses are not there at all.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StaffOnlyAttribute : Attribute;

/// <summary>A controller that exists on the public server only: what staff sees is kept on no device.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicOnlyAttribute : Attribute;
