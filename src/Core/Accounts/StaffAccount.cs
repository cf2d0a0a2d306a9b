namespace Gis.Core.Accounts;

/// <summary>Somebody who may sign in to the staff map.</summary>
/// <param name="Name">What is typed at sign-in: lower-case letters, digits, <c>. _ -</c>.</param>
/// <param name="DisplayName">What the pages show.</param>
public sealed record StaffAccount(string Name, string DisplayName);
