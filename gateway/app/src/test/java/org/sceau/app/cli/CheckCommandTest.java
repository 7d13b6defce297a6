package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.routing.Right;
import org.sceau.transfer.PartnerId;

class CheckCommandTest {
    private static final PartnerId LABO = new PartnerId("labo");

    @TempDir
    Path directory;

    /** The start would refuse it, too. */
    @Test
    void aCeilingOfScopesThatAreNoneIsFound() throws IOException {
        GatewayFolder.makeKeys(directory, Clock.systemUTC(), new SecureRandom());
        GatewayFolder.configure(
                directory,
                GatewayFolder.Wish.usual(8443, 8081, URI.create("https://localhost:9443/fhir")),
                Clock.systemUTC());
        Path settings = directory.resolve("conf/gateway.yaml");
        String before = Files.readString(settings);

        ceiling("ITI-67");
        assertThat(check()).isEqualTo(ExitCode.DONE.number());

        Files.writeString(settings, before);
        ceiling("openid");
        assertThat(check()).isEqualTo(ExitCode.CONFIGURATION.number());
    }

    /** Said of what needs no token, and of nothing else. */
    @Test
    void aCeilingThatRestrainsNobodyIsSaid() throws Exception {
        GatewayFolder.makeKeys(directory, Clock.systemUTC(), new SecureRandom());
        GatewayFolder.configure(
                directory,
                GatewayFolder.Wish.usual(8443, 8081, URI.create("https://localhost:9443/fhir")),
                Clock.systemUTC());
        Path settings = directory.resolve("conf/gateway.yaml");
        String before = Files.readString(settings);

        ceiling("ITI-67");
        assertThat(idle()).isEqualTo(Map.of(LABO, List.of(Right.SUBMIT, Right.FIND, Right.RETRIEVE)));
        tokens(before, "required: [find], partners: [{partner: labo, scopes: ITI-67}]");
        assertThat(idle()).isEqualTo(Map.of(LABO, List.of(Right.SUBMIT, Right.RETRIEVE)));
        assertThat(check()).isEqualTo(ExitCode.DONE.number());
        tokens(before, "required: [submit, find, retrieve], partners: [{partner: labo, scopes: ITI-67}]");
        assertThat(idle()).isEmpty();
        tokens(before, "partners: [labo]");
        assertThat(idle()).isEmpty();
    }

    private void tokens(String before, String tokens) throws IOException {
        Files.writeString(directory.resolve("conf/gateway.yaml"), before + "\ntokens: {" + tokens + "}\n");
    }

    private Map<PartnerId, List<Right>> idle() throws CommandFailed {
        return CheckCommand.idleCeilings(LoadedConfiguration.of(directory));
    }

    private void ceiling(String scopes) throws IOException {
        Files.writeString(
                directory.resolve("conf/gateway.yaml"),
                "\ntokens: {partners: [{partner: labo, scopes: " + scopes + "}]}\n",
                StandardOpenOption.APPEND);
    }

    private int check() {
        return Sceau.execute(new String[] {"check", directory.toString()}, new PrintWriter(new StringWriter()));
    }
}
