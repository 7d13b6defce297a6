package org.sceau.app.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.sceau.encryption.CmsLimits;
import org.sceau.encryption.CmsOpening;
import org.sceau.encryption.CmsReader;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyRole;
import org.sceau.keys.PrivateFile;
import org.sceau.proof.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens an encrypted document that is addressed to the organisation, with the CONF key in force or a former one. */
@Command(name = "open")
final class OpenCommand extends OnKeys {
    @Parameters(paramLabel = "FILE", descriptionKey = "open-file")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "open-out")
    private Path clear = Path.of("");

    @Override
    ExitCode run(Talk talk, OwnKeysAndTrust own) throws Exception {
        if (Files.exists(clear)) {
            throw new CommandFailed(ExitCode.CONFLICT, "open-exists", clear);
        }
        if (!own.keys().roles().contains(KeyRole.CONFIDENTIALITY)) {
            throw new CommandFailed(ExitCode.CONFIGURATION, "open-no-key");
        }
        List<Credential> keys = own.keys().keys(KeyRole.CONFIDENTIALITY).keys().all();
        Path part = clear.resolveSibling(clear.getFileName() + ".part");
        boolean moved = false;
        try (FileChannel channel = opened(part)) {
            Digest digest =
                    opened(keys, channel).orElseThrow(() -> new CommandFailed(ExitCode.FALSE, "open-refused", file));
            channel.force(true);
            Files.move(part, clear, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
            if (json()) {
                print(JSON.createObjectNode().put("file", clear.toString()).put("sha256", digest.hex()));
            }
            talk.line("opened", clear);
            return ExitCode.DONE;
        } finally {
            if (!moved) {
                Files.deleteIfExists(part); // whatever ended it: nothing in clear stays behind
            }
        }
    }

    private static FileChannel opened(Path part) throws IOException, CommandFailed {
        try {
            return PrivateFile.open(part);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(ExitCode.CONFLICT, "open-exists", part);
        }
    }

    private Optional<Digest> opened(List<Credential> keys, FileChannel part) throws Exception {
        CmsReader reader = new CmsReader(CmsLimits.DEFAULT);
        for (Credential key : keys) {
            part.truncate(0);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(part));
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                CmsOpening opening =
                        reader.open(in, key.certificate(), key.key().reveal(), out);
                if (opening instanceof CmsOpening.Opened opened) {
                    out.flush();
                    return Optional.of(opened.sha256());
                }
            }
        }
        return Optional.empty();
    }
}
