package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sceau.access.AccessRules;
import org.sceau.access.Decide;
import org.sceau.access.Derivation;
import org.sceau.access.Explanation;
import org.sceau.access.Ruling;
import org.sceau.access.TrustedCertificates;
import org.sceau.access.WhatIf;
import org.sceau.app.OpenDirectory;
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
import org.sceau.oauth.Transaction;
import org.sceau.profiles.Profile;
import org.sceau.proof.CanonicalJson;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.crypto.ReaderSuites;
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

/**
 * Says where a bundle would go, or why not; without a bundle, how the access rules answer a what-if. Sends nothing, keeps
 * nothing.
 */
@Command(name = "explain")
final class ExplainCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Parameters(paramLabel = "FILE", arity = "0..1", descriptionKey = "explain-file")
    private Optional<Path> bundle = Optional.empty();

    @Mixin
    private WhatIfOptions whatIf = new WhatIfOptions();

    @Option(names = "--from", paramLabel = "PARTNER", required = true, descriptionKey = "explain-from")
    private String sender = "";

    @Option(names = "--scope", paramLabel = "SCOPES", descriptionKey = "explain-scope")
    private Optional<String> scopes = Optional.empty();

    private Optional<SupposedToken> token = Optional.empty();

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (bundle.isPresent() && !Files.isRegularFile(bundle.get())) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", bundle.get());
        }
        Configuration configuration = LoadedConfiguration.of(directory.path());
        Partner partner = configuration
                .table()
                .partner(new PartnerId(sender))
                .orElseThrow(() -> new CommandFailed(ExitCode.NOT_FOUND, "explain-no-partner", sender));
        if (bundle.isEmpty()) {
            WhatIf asked = whatIf.of(partner);
            if (scopes.isPresent()) {
                suppose(configuration, partner, SupposedToken.transactions(asked.action()));
            }
            Optional<Right> lacking = SupposedToken.right(asked.action())
                    .filter(right -> !partner.may().contains(right));
            return supposed(asked.by(new AccessRules(configuration.access())), lacking);
        }
        Path scratch = Files.createTempDirectory("sceau-explain");
        try (Vault vault = new Vault(VaultSettings.in(scratch), new SecureRandom())) {
            vault.start(Set.of());
            if (scopes.isPresent()) {
                suppose(configuration, partner, SupposedToken.transactions(interaction(bundle.get())));
            }
            return explained(configuration, bundle.get(), partner, vault, talk);
        } catch (Refused e) {
            return refused(e.issues(), talk);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** Without a token the rest is explained alone. */
    private void suppose(Configuration configuration, Partner partner, List<Transaction> asked) {
        token = scopes.map(written -> new SupposedToken(
                written, asked, partner, configuration.settings().tokens()));
        if (!json()) {
            token.ifPresent(supposed -> out().print(supposed.text(Words.ofEnvironment())));
            out().flush();
        }
    }

    private ExitCode answer(boolean granted) {
        return granted && token.map(SupposedToken::opens).orElse(true) ? ExitCode.DONE : ExitCode.FALSE;
    }

    private ObjectNode withToken(JsonNode document) {
        ObjectNode whole = (ObjectNode) document;
        token.ifPresent(supposed -> supposed.putInto(whole));
        return whole;
    }

    /** A right that the partner lacks keeps the action from it before the rules are asked. */
    private ExitCode supposed(Derivation derivation, Optional<Right> lacking) throws Exception {
        Optional<String> word = lacking.map(right -> right.name().toLowerCase(Locale.ROOT));
        if (json()) {
            var document = (ObjectNode) JSON.readTree(CanonicalJson.encode(derivation.json()));
            word.ifPresent(right -> document.put("granted", false).put("lacks", right));
            print(withToken(document));
        } else {
            Words words = Words.ofEnvironment();
            word.ifPresent(right -> out().println(words.say("derivation-lacks", sender, right)));
            out().print(DerivationText.of(derivation, words));
            out().flush();
        }
        return answer(derivation.granted() && lacking.isEmpty());
    }

    private ExitCode explained(Configuration configuration, Path file, Partner partner, Vault vault, Talk talk)
            throws Exception {
        Clock clock = Clock.systemUTC();
        OpenDirectory.Offline offline = OpenDirectory.offline(configuration, clock);
        CertificateChecker checker = offline.certificates();
        Decide decide = decide(configuration, offline);
        Caller caller = SupposedCaller.of(configuration, partner, offline);
        if (decide.submit(caller) instanceof Ruling.Forbidden forbidden) {
            return refused(forbidden.issues(), talk);
        }
        Split split;
        try (InputStream in = Files.newInputStream(file)) {
            split = new Splitter(IntakeLimits.defaults()).split(in, Format.JSON, interaction(file), vault);
        }
        try {
            Set<Profile> profiles = partner.profiles().stream()
                    .flatMap(url -> Profile.of(url).stream())
                    .collect(Collectors.toSet());
            AcceptancePolicy policy = new AcceptancePolicy(
                    profiles, configuration.settings().fhir().fhirDocuments(), Set.of(), false);
            var signers = new AuthorSigners(checker, configuration.qualities(), clock);
            var authors = new SignatureDocuments(vault::open, signers, checker::anchors, clock);
            return switch (new SubmissionReader(signers, authors).read(split, policy)) {
                case ReadResult.Invalid invalid -> refused(invalid.issues(), talk);
                case ReadResult.Valid valid -> {
                    Explanation explanation = decide.explain(caller, valid.submission(), clock.instant());
                    JsonNode document = JSON.readTree(explanation.json());
                    boolean granted = document.path("granted").asBoolean();
                    out().println(json() ? JSON.writeValueAsString(withToken(document)) : text(explanation));
                    out().flush();
                    yield answer(granted);
                }
            };
        } finally {
            split.discard();
        }
    }

    private static String text(Explanation explanation) {
        StringBuilder text = new StringBuilder(explanation.text());
        Words words = Words.ofEnvironment();
        explanation.access().forEach(derivation -> text.append(DerivationText.of(derivation, words)));
        return text.toString();
    }

    private static Interaction interaction(Path file) throws Exception {
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

    private static Decide decide(Configuration configuration, OpenDirectory.Offline offline) {
        return new Decide(
                configuration.table(),
                new AccessRules(configuration.access()),
                Consents.none(),
                TrustedCertificates.ofReaders(offline.certificates()),
                () -> Instant.MAX,
                offline.keys(),
                new ReaderSuites(configuration.crypto()));
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
            print(withToken(JSON.createObjectNode().put("granted", false).set("issues", all)));
        }
        return ExitCode.FALSE;
    }
}
