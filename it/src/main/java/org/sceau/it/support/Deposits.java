package org.sceau.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import org.sceau.proof.Digest;

/** What lies in an embedded hosting store, read as anyone could read it: by the manifest of each deposit. */
public final class Deposits {
    private Deposits() {}

    /** Whether the deposit is there and every object is the one its manifest names. */
    public static boolean whole(Path store, String transfer) {
        Path place = store.resolve(transfer);
        try {
            List<String> lines = Files.readAllLines(place.resolve("manifest"));
            if (lines.size() < 2 || !lines.getFirst().equals("sceau-deposit 1")) {
                return false;
            }
            for (String line : lines.subList(1, lines.size())) {
                String[] named = line.split(" ", -1);
                Path object = place.resolve(named[0]);
                if (Files.size(object) != Long.parseLong(named[1])
                        || !digest(object).hex().equals(named[2])) {
                    return false;
                }
            }
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.of(sha256.digest());
    }
}
