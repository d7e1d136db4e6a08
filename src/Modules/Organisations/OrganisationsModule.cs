using Legation.Labels;
using Legation.Organisations.Browse;
using Legation.Organisations.Cards;
using Legation.Organisations.Contracts;
using Legation.Organisations.Directory;
using Legation.Organisations.Edit;
using Legation.Organisations.Model;
using Legation.Organisations.Register;
using Legation.Organisations.Samples;
using Legation.Records;
using Legation.Records.Samples;
using Legation.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Organisations;

/// <summary>The module's table of contents.</summary>
public static class OrganisationsModule
{
    /// <summary>Adds organisations, offices, posts, persons, who holds what, and routes.</summary>
    public static IServiceCollection AddOrganisations(this IServiceCollection services) =>
        services
            .AddSingleton(provider => Module(provider.GetRequiredService<ITrustedNodes>()))
            .AddSingleton<DirectoryChanges>()
            .AddSingleton<ICommitParticipant>(services => services.GetRequiredService<DirectoryChanges>())
            .AddSingleton<DirectoryReader>()
            .AddSingleton<IDirectory>(services => services.GetRequiredService<DirectoryReader>())
            .AddSingleton<DirectoryList>()
            .AddSingleton<EntryWords>()
            .AddSingleton<EditEntry>()
            .AddSingleton<EntryCards>()
            .AddSingleton<CardPlan>()
            .AddSingleton<ImportCards>()
            .AddSingleton<Appointments>()
            .AddSingleton<DirectoryExport>()
            .AddScoped<INavigationSource, DirectoryNavigation>()
            .AddScoped<IFindSource, FindInDirectory>()
            .AddSingleton<IPostDirectory, PostDirectory>()
            .AddSingleton<ISenders, Senders>()
            .AddSingleton<HoldingLabel>()
            .AddSingleton<DirectoryRegistrar>()
            .AddSingleton<DirectoryEntries>()
            .AddSingleton<LimitCheck>()
            .AddSingleton<DocumentCheck>()
            .AddSingleton(Import)
            .AddSingleton<ISampleLoader, DirectorySamples>();

    private static DirectoryImport Import(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<DirectoryRegistrar>(),
            provider.GetRequiredService<DirectoryEntries>(),
            provider.GetRequiredService<DocumentCheck>(),
            provider.GetRequiredService<IPostDirectory>(),
            provider.GetRequiredService<AcceptedPolicies>(),
            provider.GetRequiredService<TimeProvider>()
        );

    private static ModuleDefinition Module(ITrustedNodes nodes) =>
        new(
            "organisations",
            [
                new OrganisationKind(nodes),
                new OfficeKind(nodes),
                new PostKind(nodes),
                new PersonKind(),
                new HoldingKind(),
                new SubjectKind(),
                new RouteKind(),
            ],
            EmbeddedSql.Read(typeof(OrganisationsModule), "projections.sql")
        );
}
