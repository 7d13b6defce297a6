package org.sceau.proof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.JadesFile;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.SuppliedDocument;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;

/** Reads what the verifier is given, each read bounded; documents are hashed in passing, whatever their size. */
final class EvidenceFiles {
    /** Bytes of one file of anchors or revocation lists; national lists reach some 10 MB. */
    private static final int MAX_TRUST_BYTES = 64 << 20;

    /** What receipts call the signature over a submission. */
    private static final String SIGNATURE = "signature";

    private EvidenceFiles() {}

    /** One byte more than any receipt has, at most: the verifier says that it is too large. */
    static byte[] evidence(Path file) throws IOException {
        return read(file, FhirReceipt.MAX_BYTES + 1);
    }

    /** Judges a file as it is read. */
    static Verdict verdict(Path file, TrustAnchors anchors, List<SuppliedDocument> documents) throws IOException {
        return Verifier.verify(() -> Files.newInputStream(file), anchors, documents);
    }

    static TrustAnchors anchors(List<String> trust, List<String> crls) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (String place : trust) {
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.pem")) {
                    for (Path file : files) {
                        pem.append(text(file));
                    }
                }
            } else {
                pem.append(text(path));
            }
        }
        TrustAnchors anchors = TrustAnchors.ofPem(pem.toString());
        for (String crl : crls) {
            anchors = anchors.withCrl(read(Path.of(crl), MAX_TRUST_BYTES));
        }
        return anchors;
    }

    /** {@code FILE} or {@code NAME=FILE}; a file whose name holds an equals sign wins. */
    static SuppliedDocument document(String argument) throws IOException {
        int equals = argument.indexOf('=');
        if (equals <= 0 || Files.exists(Path.of(argument))) {
            return supplied("", argument, Path.of(argument));
        }
        String name = argument.substring(0, equals);
        Path file = Path.of(argument.substring(equals + 1));
        return name.equals(SIGNATURE) ? new SuppliedDocument(name, name, asSigned(file)) : supplied(name, name, file);
    }

    private static SuppliedDocument supplied(String name, String label, Path file) throws IOException {
        return new SuppliedDocument(name, label, sha256(file), Optional.of(() -> Files.newInputStream(file)));
    }

    /** A receipt states the signature as it was made; a file may have a time-stamp beside it since. */
    private static Digest asSigned(Path file) throws IOException {
        try {
            return JadesFile.asSigned(evidence(file));
        } catch (MalformedProof e) {
            return sha256(file);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(read(file, MAX_TRUST_BYTES), StandardCharsets.US_ASCII) + "\n";
    }

    private static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit);
        }
    }

    private static Digest sha256(Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return Digest.of(sha256.digest());
    }
}
