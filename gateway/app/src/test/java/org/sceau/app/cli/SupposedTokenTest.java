package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.oauth.Transaction;
import org.sceau.profiles.SampleReport;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.rules.Action;
import org.sceau.transfer.PartnerId;

/** What {@code sceau explain --scope} says of a token that nobody has. */
class SupposedTokenTest {
    @TempDir
    private static Path root;

    private static Path without;
    private static Path with;

    @BeforeAll
    static void make() throws IOException {
        without = folder("without");
        with = folder("with");
        Files.writeString(
                with.resolve("conf/gateway.yaml"),
                "\ntokens: {partners: [labo, {partner: hopital, scopes: ITI-67}]}\n",
                StandardOpenOption.APPEND);
    }

    private static Path folder(String name) throws IOException {
        Path directory = root.resolve(name);
        GatewayFolder.makeKeys(directory, Clock.systemUTC(), new SecureRandom());
        GatewayFolder.configure(
                directory,
                GatewayFolder.Wish.usual(8443, 8081, URI.create("https://localhost:9443/fhir")),
                Clock.systemUTC());
        return directory;
    }

    @ParameterizedTest
    @CsvSource({
        "find, ITI-67, true, ITI-67",
        "find, ITI-66 ITI-67, true, ITI-67",
        "find, system/DocumentReference.s, true, ''",
        "find, ITI-68, false, ''",
        "find, ITI-64, false, ''",
        "find, ITI-67 openid, true, ''",
        "retrieve, ITI-68, true, ''",
        "retrieve, ITI-67, false, ITI-67",
        "submit, ITI-65, true, ''",
        "submit, system/DocumentReference.c, true, ''",
        "submit, system/List.c, false, ''"
    })
    void theScopesThatOpenAnActionAreFoundAndWithThemTheAccessRulesDecide(
            String action, String scopes, boolean opens, String issued) throws IOException {
        Answer answer = explain(with, "--from", "hopital", "--action", action, "--scope", scopes);
        Answer rules = explain(with, "--from", "hopital", "--action", action);

        assertThat(answer.json().at("/token/opens").asBoolean()).isEqualTo(opens);
        assertThat(answer.json().at("/token/issued").asText()).isEqualTo(issued);
        assertThat(answer.json().path("granted").asBoolean())
                .isEqualTo(opens && rules.json().path("granted").asBoolean());
        assertThat(answer.code()).isEqualTo(opens ? rules.code() : ExitCode.FALSE.number());
        assertThat(answer.json().path("rules")).isEqualTo(rules.json().path("rules"));
        assertThat(rules.json().has("token")).isFalse();
    }

    @Test
    void whatIsNotOpenIsSaidWithWhatWouldOpenIt() throws IOException {
        JsonNode token = explain(with, "--from", "hopital", "--action", "find", "--scope", "ITI-67 openid")
                .json()
                .path("token");

        assertThat(token.path("unknown")).extracting(JsonNode::asText).containsExactly("openid");
        assertThat(token.path("transactions"))
                .extracting(row -> row.path("transaction").asText() + row.path("openedBy"))
                .containsExactly("find-lists[]", "find-documents[\"ITI-67\"]", "read-metadata[\"ITI-67\"]");
        assertThat(token.at("/transactions/0/alternatives"))
                .extracting(JsonNode::asText)
                .containsExactly("ITI-66", "system/List.s");
    }

    /** Rules may grant what the partner's file does not. */
    @Test
    void aRightThatThePartnerLacksIsSaidBeforeTheRules() throws IOException {
        Answer lacking = explain(without, "--from", "hopital", "--action", "submit", "--relation", "sender");
        Answer having = explain(without, "--from", "labo", "--action", "submit", "--relation", "sender");

        assertThat(lacking.json().path("lacks").asText()).isEqualTo("submit");
        assertThat(lacking.json().path("granted").asBoolean()).isFalse();
        assertThat(lacking.code()).isEqualTo(ExitCode.FALSE.number());
        assertThat(having.json().has("lacks")).isFalse();
        assertThat(having.json().path("granted").asBoolean()).isTrue();
        assertThat(having.code()).isEqualTo(ExitCode.DONE.number());
    }

    @Test
    void whereThereAreNoTokensNoneOpensAnything() throws IOException {
        Answer answer = explain(without, "--from", "labo", "--action", "find", "--scope", "ITI-67");

        assertThat(answer.code()).isEqualTo(ExitCode.FALSE.number());
        assertThat(answer.json().at("/token/opens").asBoolean()).isFalse();
        assertThat(answer.json().path("granted").asBoolean()).isFalse();
        assertThat(explain(without, "--from", "labo", "--action", "find").code())
                .isEqualTo(ExitCode.DONE.number());
    }

    @Test
    void ofABundleTheTransactionIsThatOfItsKind() throws IOException {
        Path bundle = Files.write(
                root.resolve("bundle.json"), SampleReport.of(7, 1_000).transaction(SampleReport.Carrying.PDF));

        Answer open = explain(with, bundle.toString(), "--from", "labo", "--scope", "ITI-65");
        Answer closed = explain(with, bundle.toString(), "--from", "labo", "--scope", "ITI-105");

        assertThat(open.json().path("granted").asBoolean())
                .as(open.json().toString())
                .isTrue();
        assertThat(open.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(closed.json().at("/token/transactions"))
                .extracting(row -> row.path("transaction").asText())
                .containsExactly("provide");
        assertThat(closed.json().path("granted").asBoolean()).isFalse();
        assertThat(closed.code()).isEqualTo(ExitCode.FALSE.number());
    }

    @Test
    void nothingElseIsAskedWithAToken() {
        for (Action action : List.of(Action.RECEIVE, Action.CONSENT, Action.OPERATE)) {
            assertThatThrownBy(() -> SupposedToken.transactions(action))
                    .isInstanceOfSatisfying(
                            CommandFailed.class,
                            failed -> assertThat(failed.exit()).isEqualTo(ExitCode.USAGE));
        }
    }

    @Test
    void bothLanguagesSayIt() {
        var configuration = ((Configuration.Reading.Loaded) Configuration.load(with.resolve("conf"), Clock.systemUTC()))
                .configuration();
        var token = new SupposedToken(
                "ITI-67 openid",
                List.of(Transaction.FIND_LISTS, Transaction.FIND_DOCUMENTS),
                configuration.table().partner(new PartnerId("hopital")).orElseThrow(),
                configuration.settings().tokens());

        assertThat(token.text(new Words(Locale.ENGLISH))).isEqualTo("""
                        access token: ITI-67 openid
                          find-lists: not opened; a token needs ITI-66, or system/List.s
                          find-documents: opened by ITI-67
                          openid: no scope here
                          the gateway would issue no such token to hopital
                        the token opens it; rights and access rules still decide
                        """);
        assertThat(token.text(new Words(Locale.FRENCH))).isEqualTo("""
                        jeton d’accès : ITI-67 openid
                          find-lists : non ouvert ; il faut au jeton ITI-66, ou system/List.s
                          find-documents : ouvert par ITI-67
                          openid : portée inconnue ici
                          la passerelle ne délivrerait pas un tel jeton à hopital
                        le jeton l’ouvre ; droits et règles d’accès décident encore
                        """);
    }

    private record Answer(int code, JsonNode json) {}

    private static Answer explain(Path directory, String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("explain", "--dir", directory.toString(), "--json"));
        arguments.addAll(List.of(words));
        var out = new StringWriter();
        int code = Sceau.execute(arguments.toArray(String[]::new), new PrintWriter(out));
        return new Answer(code, new JsonMapper().readTree(out.toString()));
    }
}
