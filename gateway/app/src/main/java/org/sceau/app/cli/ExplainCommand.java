package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sceau.access.AccessRules;
import org.sceau.access.Decide;
import org.sceau.access.Explanation;
import org.sceau.access.Ruling;
import org.sceau.access.TrustedCertificates;
import org.sceau.app.Trust;
import org.sceau.consent.Consents;
import org.sceau.document.AcceptancePolicy;
import org.sceau.document.ReadResult;
import org.sceau.document.SubmissionReader;
import org.sceau.failure.FailureTexts;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.intake.Format;
import org.sceau.intake.IntakeLimits;
import org.sceau.intake.Interaction;
import org.sceau.intake.Split;
import org.sceau.intake.Splitter;
import org.sceau.profiles.Profile;
import org.sceau.routing.Partner;
import org.sceau.routing.configuration.Configuration;
import org.sceau.signature.AuthorSigners;
import org.sceau.signature.author.SignatureDocuments;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateChecker;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where a bundle would go, or why not; sends nothing, keeps nothing. */
@Command(name = "explain")
final class ExplainCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Parameters(paramLabel = "FILE", descriptionKey = "explain-file")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "PARTNER", required = true, descriptionKey = "explain-from")
    private String sender = "";

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", file);
        }
        Configuration configuration = LoadedConfiguration.of(directory.path());
        Partner partner = configuration
                .table()
                .partner(new PartnerId(sender))
                .orElseThrow(() -> new CommandFailed(ExitCode.NOT_FOUND, "explain-no-partner", sender));
        Path scratch = Files.createTempDirectory("sceau-explain");
        try (Vault vault = new Vault(VaultSettings.in(scratch), new SecureRandom())) {
            vault.start(Set.of());
            return explained(configuration, partner, vault, talk);
        } catch (Refused e) {
            return refused(e.issues(), talk);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private ExitCode explained(Configuration configuration, Partner partner, Vault vault, Talk talk) throws Exception {
        Clock clock = Clock.systemUTC();
        CertificateChecker checker = Trust.offline(configuration.settings(), configuration.table(), clock);
        Decide decide = decide(configuration, checker);
        Caller caller = new Caller(partner.id(), partner.authThumbprints().getFirst(), partner.recordedQuality());
        if (decide.submit(caller) instanceof Ruling.Forbidden forbidden) {
            return refused(forbidden.issues(), talk);
        }
        Split split;
        try (InputStream in = Files.newInputStream(file)) {
            split = new Splitter(IntakeLimits.defaults()).split(in, Format.JSON, interaction(), vault);
        }
        try {
            Set<Profile> profiles = partner.profiles().stream()
                    .flatMap(url -> Profile.of(url).stream())
                    .collect(Collectors.toSet());
            AcceptancePolicy policy = new AcceptancePolicy(
                    profiles, configuration.settings().fhir().fhirDocuments(), Set.of(), false);
            var signers = new AuthorSigners(checker, clock);
            var authors = new SignatureDocuments(vault::open, signers, checker::anchors, clock);
            return switch (new SubmissionReader(signers, authors).read(split, policy)) {
                case ReadResult.Invalid invalid -> refused(invalid.issues(), talk);
                case ReadResult.Valid valid -> {
                    Explanation explanation = decide.explain(caller, valid.submission(), clock.instant());
                    JsonNode document = JSON.readTree(explanation.json());
                    out().println(json() ? JSON.writeValueAsString(document) : explanation.text());
                    out().flush();
                    yield document.path("granted").asBoolean() ? ExitCode.DONE : ExitCode.FALSE;
                }
            };
        } finally {
            split.discard();
        }
    }

    private Interaction interaction() throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode head = Heads.read(in);
            if (head.path("resourceType").asText().equals("DocumentReference")) {
                return Interaction.SIMPLIFIED_PUBLISH;
            }
            return head.path("type").asText().equals("document")
                    ? Interaction.FHIR_DOCUMENT
                    : Interaction.PROVIDE_DOCUMENT_BUNDLE;
        }
    }

    private static Decide decide(Configuration configuration, CertificateChecker checker) {
        return new Decide(
                configuration.table(),
                new AccessRules(configuration.access()),
                Consents.none(),
                new TrustedCertificates(checker),
                () -> Instant.MAX);
    }

    private ExitCode refused(Iterable<Issue> issues, Talk talk) throws Exception {
        Language language = Language.of(Locale.getDefault().getLanguage());
        var all = JSON.createArrayNode();
        talk.line("explain-invalid");
        for (Issue issue : issues) {
            String where = issue.expression().orElse("-");
            all.addObject()
                    .put("code", issue.code().code())
                    .put("place", where)
                    .put("what", FailureTexts.what(issue, language))
                    .put("do", FailureTexts.hint(issue, language));
            talk.line(
                    "issue",
                    issue.code().code(),
                    FailureTexts.what(issue, language),
                    where,
                    FailureTexts.hint(issue, language));
        }
        if (json()) {
            print(JSON.createObjectNode().put("granted", false).set("issues", all));
        }
        return ExitCode.FALSE;
    }
}
