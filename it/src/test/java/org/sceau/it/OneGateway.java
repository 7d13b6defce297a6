package org.sceau.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sceau.app.demo.Clinics;
import org.sceau.it.support.GatewayProcess;

/** One packaged gateway with its clinics, for all tests of a class. */
final class OneGateway implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Path temporary;
    private @Nullable Clinics clinics;
    private @Nullable GatewayProcess gateway;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("sceau-it");
        temporary = directory;
        clinics = Clinics.create(directory.resolve("gateway"));
        gateway = GatewayProcess.start(directory.resolve("gateway"), List.of("-Xmx512m"), Map.of());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (gateway != null) {
            gateway.close();
        }
        if (clinics != null) {
            clinics.close();
        }
        if (temporary != null) {
            try (Stream<Path> files = Files.walk(temporary)) {
                files.sorted(Comparator.reverseOrder()).forEach(OneGateway::delete);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clinics around it. */
    Clinics clinics() {
        return Objects.requireNonNull(clinics);
    }

    /** Its process. */
    GatewayProcess process() {
        return Objects.requireNonNull(gateway);
    }

    /** Its directory. */
    Path directory() {
        return process().directory();
    }
}
