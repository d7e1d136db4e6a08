namespace Legation.Organisations.Contracts;

/// <summary>How an organisation, office, post or person is reached. Numbers are written as they are dialled from abroad.</summary>
/// <param name="Telephone">The number at the desk.</param>
/// <param name="Mobile">The number that goes along.</param>
/// <param name="DutyNumber">The number that somebody answers at any hour.</param>
/// <param name="Mail">A mail address.</param>
public sealed record ContactDetails(
    string? Telephone = null,
    string? Mobile = null,
    string? DutyNumber = null,
    string? Mail = null
);
