using Legation.Dispatches.Acknowledge;
using Legation.Dispatches.Assign;
using Legation.Dispatches.Attach;
using Legation.Dispatches.Cancel;
using Legation.Dispatches.Clear;
using Legation.Dispatches.Comments;
using Legation.Dispatches.Contracts;
using Legation.Dispatches.Draft;
using Legation.Dispatches.Forward;
using Legation.Dispatches.Lists;
using Legation.Dispatches.Mail;
using Legation.Dispatches.Model;
using Legation.Dispatches.Notes;
using Legation.Dispatches.Portions;
using Legation.Dispatches.Proposals;
using Legation.Dispatches.Reading;
using Legation.Dispatches.Relabel;
using Legation.Dispatches.Releasable;
using Legation.Dispatches.Release;
using Legation.Dispatches.Reply;
using Legation.Dispatches.Samples;
using Legation.Dispatches.Share;
using Legation.Dispatches.Take;
using Legation.Dispatches.Templates;
using Legation.Dispatches.TimeLimits;
using Legation.Dispatches.Waiting;
using Legation.Organisations.Contracts;
using Legation.Records;
using Legation.Records.Attachments;
using Legation.Records.Samples;
using Legation.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Legation.Dispatches;

/// <summary>The module's table of contents.</summary>
public static class DispatchesModule
{
    /// <summary>Adds dispatches and what is done about them.</summary>
    public static IServiceCollection AddDispatches(this IServiceCollection services) =>
        services
            .AddSingleton(provider => new ModuleDefinition(
                "dispatches",
                Kinds(provider.GetRequiredService<ISenders>()),
                EmbeddedSql.Read(typeof(DispatchesModule), "projections.sql"),
                [
                    EmbeddedSql.Read(typeof(DispatchesModule), "state.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-002.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-003.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-004.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-005.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-006.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-007.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-008.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-009.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-010.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-011.sql"),
                    EmbeddedSql.Read(typeof(DispatchesModule), "state-012.sql"),
                ]
            ))
            .AddSingleton<DraftStore>()
            .AddSingleton<IUnreleasedAttachments>(provider => provider.GetRequiredService<DraftStore>())
            .AddSingleton<AddresseeLists>()
            .AddSingleton<KeepList>()
            .AddSingleton<DraftShares>()
            .AddSingleton<DraftSight>()
            .AddSingleton<KeptMarkings>()
            .AddSingleton<SharedDrafts>()
            .AddSingleton<ShareDraft>()
            .AddSingleton<DraftComments>()
            .AddSingleton<CommentOnDraft>()
            .AddSingleton<DecideComment>()
            .AddSingleton<AttachToDraft>()
            .AddSingleton<DispatchFiles>()
            .AddSingleton<CorrectedCopies>()
            .AddSingleton<DispatchContents>()
            .AddSingleton<Uploads>()
            .AddSingleton<PostedFiles>()
            .AddSingleton<TextIntake>()
            .AddSingleton<FormerTexts>()
            .AddSingleton<TakeIntoDraft>()
            .AddSingleton<TakenFiles>()
            .AddSingleton<MailDrafts>()
            .AddSingleton<IMailDrafts>(provider => provider.GetRequiredService<MailDrafts>())
            .AddSingleton<PostedMails>()
            .AddSingleton<DraftFromNotes>()
            .AddSingleton<DispatchItems>()
            .AddSingleton<DispatchTrack>()
            .AddSingleton<ClearingOrder>()
            .AddSingleton<OpenMatters>()
            .AddSingleton<DispatchSearch>()
            .AddSingleton<DispatchReader>()
            .AddSingleton<DispatchDetails>()
            .AddSingleton<WriteDraft>()
            .AddSingleton<PortionLabels>()
            .AddSingleton<PortionSigns>()
            .AddSingleton<Subjects>()
            .AddSingleton<Originals>()
            .AddSingleton<ReleasableVersions>()
            .AddSingleton<ProposeVersion>()
            .AddSingleton<ProposalKind, ReleasableProposal>()
            .AddSingleton<MarkParagraph>()
            .AddSingleton<Receivers>()
            .AddSingleton<SourceReader>()
            .AddSingleton<SourceLabels>()
            .AddSingleton<Revisions>()
            .AddSingleton<OfficeOnTheWay>()
            .AddSingleton<ReleaseCheck>()
            .AddSingleton<ReleaseDispatch>()
            .AddSingleton<ClearDispatch>()
            .AddSingleton<CancelEffect>()
            .AddSingleton<CancelReach>()
            .AddSingleton<CancelDispatch>()
            .AddSingleton<AcknowledgeDispatch>()
            .AddSingleton<ReplyToDispatch>()
            .AddSingleton<ForwardDispatch>()
            .AddSingleton<Colleagues>()
            .AddSingleton<AssignDispatch>()
            .AddSingleton<ProposalStore>()
            .AddSingleton<Approvals>()
            .AddSingleton<Releaser>()
            .AddSingleton<ReturnedProposals>()
            .AddSingleton<ProposeRelease>()
            .AddSingleton<ProposalKind, ReleaseProposal>()
            .AddSingleton<RelabelCheck>()
            .AddSingleton<RelabelEffect>()
            .AddSingleton<RelabelReach>()
            .AddSingleton<MarkingReach>()
            .AddSingleton<RelabelDispatch>()
            .AddSingleton<ProposalKind, RelabelProposal>()
            .AddSingleton<ISampleLoader, DispatchSamples>()
            .AddSingleton<AccessWords>()
            .AddSingleton<IRecordTitles, DispatchTitles>()
            .AddSingleton<RegisterExport>()
            .AddSingleton<DraftTickets>()
            .AddSingleton<SummaryDraft>()
            .AddSingleton<DispatchTemplates>()
            .AddSingleton<DraftBeginnings>()
            .AddSingleton<DraftDistribution>()
            .AddSingleton<SaveWhileTyping>()
            .AddSingleton<AddresseeHistory>()
            .AddScoped<WaitingDispatches>()
            .AddScoped<INavigationSource, DispatchNavigation>()
            .AddSingleton<DispatchRows>()
            .AddSingleton<ICorrespondence, Correspondence>()
            .AddSingleton<NotDelivered>()
            .AddScoped<ITodaySource, DispatchesToday>()
            .AddScoped<IFindSource, FindDispatches>()
            .AddHostedService<WarmUp>()
            .AddSingleton<ICommitParticipant, TermNotes>()
            .AddSingleton<DueTimes>()
            .AddSingleton<TermEnd>()
            .AddSingleton<TermSweep>()
            .AddHostedService<TermWatch>()
            .AddSingleton<AuthorityRule>()
            .AddSingleton<StandingClearance>()
            .AddSingleton<IStandingAuthorities, StandingAuthorities>()
            .AddHostedService(provider => provider.GetRequiredService<StandingClearance>());

    private static RecordKind[] Kinds(ISenders senders) =>
        [
            new DispatchKind(senders),
            new ClearanceKind(senders),
            new LapseKind(),
            new ReturnKind(senders),
            new StepKind(StepKinds.Acknowledgement, Step.Acknowledged, senders),
            new StepKind(StepKinds.Comment, Step.Commented, senders),
            new GrantKind(senders),
            new AssignmentKind(senders),
            new ReleasableVersionKind(senders),
            new RelabelKind(senders),
            new CancellationKind(senders),
        ];
}
