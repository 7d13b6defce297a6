package org.sceau.app.cli;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a gateway until the process is told to stop. */
@Command(name = "up")
final class UpCommand extends SceauCommand {
    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "${env:SCEAU_DIR:-.}", descriptionKey = "dir")
    private Path directory = Path.of(".");

    @Override
    ExitCode run(Talk talk) throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean failed = new AtomicBoolean();
        Runnable failStop = () -> {
            failed.set(true);
            stop.countDown();
        };
        try (RunningGateway gateway = RunningGateway.start(directory, failStop)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                stop.countDown();
                awaitQuietly(stopped);
            }));
            if (json()) {
                print(gateway.endpoints());
            }
            talk.line("up-running", gateway.fhir(), gateway.management());
            stop.await();
            talk.line("up-stopping");
        } finally {
            stopped.countDown();
        }
        return failed.get() ? ExitCode.INTERNAL : ExitCode.DONE;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
