package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.app.demo.Sent;
import org.sceau.failure.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demonstration. */
@Command(name = "demo")
final class DemoCommand extends SceauCommand {
    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "demo-file")
    private Path file = Path.of("");

    @Option(names = "--keep", descriptionKey = "demo-keep")
    private boolean keep;

    @Option(
            names = {"-d", "--dir"},
            paramLabel = "DIR",
            descriptionKey = "demo-dir")
    private Path directory = Path.of("");

    @Override
    ExitCode run(Talk talk) throws Exception {
        Path folder = folder();
        Clinics clinics = talk.step("demo.step.folder", () -> clinics(folder));
        try (clinics;
                RunningGateway gateway = talk.step("demo.step.gateway", () -> RunningGateway.start(folder, () -> {}))) {
            DemoRun run = new DemoRun(clinics, gateway, file);
            run.steps(talk);
            talk.line("demo.done");
            talk.line("demo.where", run.evidence());
            if (json()) {
                print(document(clinics, gateway, run));
            }
            talk.line("demo.next", run.evidence().resolve("acceptance.json"), clinics.anchors(), Launcher.command());
            if (keep) {
                talk.line("demo.keeping", gateway.fhir());
                hold();
            }
            return ExitCode.DONE;
        }
    }

    private Clinics clinics(Path folder) throws Exception {
        if (file.toString().isEmpty()) {
            return Clinics.create(folder);
        }
        try {
            Sent.of(file, folder.resolve("scratch"));
        } catch (Refused e) {
            throw new CommandFailed(
                    ExitCode.FALSE, "demo.unreadable", file, e.code().code());
        }
        Clinics clinics = Clinics.create(folder);
        GatewayFolder.addRouteForAnything(folder);
        return clinics;
    }

    private Path folder() throws Exception {
        if (!file.toString().isEmpty() && !Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.USAGE, "no-file", file);
        }
        if (directory.toString().isEmpty()) {
            return Files.createTempDirectory("sceau-demo-");
        }
        if (!GatewayFolder.free(directory)) {
            throw new CommandFailed(ExitCode.CONFLICT, "init-exists", directory);
        }
        return directory.toAbsolutePath().normalize();
    }

    private static ObjectNode document(Clinics clinics, RunningGateway gateway, DemoRun run) {
        ObjectNode document = JSON.createObjectNode();
        document.setAll(gateway.endpoints());
        document.put("hospital", clinics.hospital().base().toString());
        ObjectNode parties = document.putObject("parties");
        for (Path party : clinics.parties()) {
            String name = String.valueOf(party.getFileName());
            parties.putObject(name)
                    .put("folder", party.toString())
                    .put("keyStore", party.resolve("auth.p12").toString())
                    .put("passphraseFile", party.resolve("passphrase").toString());
        }
        document.put("anchors", clinics.anchors().toString());
        document.put("data", clinics.directory().resolve("data").toString());
        document.put("evidence", run.evidence().toString());
        var receipts = document.putArray("receipts");
        run.receipts().forEach(receipt -> receipts.add(receipt.toString()));
        return document;
    }

    private static void hold() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stop::countDown));
        stop.await();
    }
}
