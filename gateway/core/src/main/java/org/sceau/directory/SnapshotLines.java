package org.sceau.directory;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.sceau.suites.KeySuite;

/** Entries as lines: a letter for the kind, and fields between tabs, which no field holds. */
final class SnapshotLines {
    private SnapshotLines() {}

    static void write(Entries entries, OutputStream out) throws IOException {
        for (Entry entry : entries.all()) {
            line(out, fields(entry));
        }
        for (Identifier holder : entries.holders()) {
            for (X509Certificate certificate : entries.certificates(holder)) {
                line(out, List.of("C", holder.toString(), base64(certificate)));
            }
        }
        entries.oppositions()
                .forEach(
                        (since, serial, issuer) -> line(
                                out, List.of("X", since.toString(), serial.toString(16), base64(issuer.getEncoded()))),
                        (since, number) -> line(out, List.of("N", since.toString(), number)));
    }

    /** Reads to the end; throws {@link DirectoryUnusable} for what {@link #write} did not write. */
    static Entries read(InputStream in, Entries.Builder entries, int leftOut) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
            add(List.of(line.split("\t", -1)), entries);
        }
        for (int i = 0; i < leftOut; i++) {
            entries.leaveOut();
        }
        return entries.build();
    }

    private static List<String> fields(Entry entry) {
        List<String> fields = new ArrayList<>();
        fields.add(entry.getClass().getSimpleName().substring(0, 1));
        fields.add(entry.id());
        fields.add(entry.active() ? "1" : "0");
        switch (entry) {
            case Entry.Organisation organisation -> {
                fields.add(organisation.name());
                fields.add(organisation.sector().orElse(""));
            }
            case Entry.Practitioner practitioner -> {
                fields.add(practitioner.family());
                fields.add(practitioner.given());
            }
            case Entry.Role role -> {
                fields.add(role.practitioner());
                fields.add(role.organisation().orElse(""));
                fields.add(role.profession().orElse(""));
                fields.add(role.specialty().orElse(""));
            }
            case Entry.Endpoint endpoint -> {
                fields.add(endpoint.organisation());
                fields.add(endpoint.address().toString());
            }
        }
        entry.identifiers().forEach(identifier -> fields.add(identifier.toString()));
        return fields;
    }

    private static void add(List<String> fields, Entries.Builder entries) {
        try {
            switch (fields.getFirst()) {
                case "O" ->
                    entries.add(new Entry.Organisation(
                            fields.get(1), identifiers(fields), active(fields), fields.get(3), perhaps(fields.get(4))));
                case "P" ->
                    entries.add(new Entry.Practitioner(
                            fields.get(1), identifiers(fields), active(fields), fields.get(3), fields.get(4)));
                case "R" ->
                    entries.add(new Entry.Role(
                            fields.get(1),
                            active(fields),
                            fields.get(3),
                            perhaps(fields.get(4)),
                            perhaps(fields.get(5)),
                            perhaps(fields.get(6))));
                case "E" ->
                    entries.add(new Entry.Endpoint(
                            fields.get(1), active(fields), fields.get(3), URI.create(fields.get(4))));
                case "C" -> entries.add(certificate(fields.get(2)));
                case "X" ->
                    entries.oppose(
                            Instant.parse(fields.get(1)),
                            new BigInteger(fields.get(2), 16),
                            new X500Principal(Base64.getDecoder().decode(fields.get(3))));
                case "N" -> entries.oppose(Instant.parse(fields.get(1)), fields.get(2));
                default -> throw new DirectoryUnusable("a snapshot with another line");
            }
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | DateTimeException
                | GeneralSecurityException e) {
            throw new DirectoryUnusable("a snapshot with a broken line");
        }
    }

    private static boolean active(List<String> fields) {
        return fields.get(2).equals("1");
    }

    private static Optional<String> perhaps(String field) {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    private static List<Identifier> identifiers(List<String> fields) {
        return fields.subList(5, fields.size()).stream()
                .map(SnapshotLines::identifier)
                .toList();
    }

    private static Identifier identifier(String token) {
        return Identifier.parse(token).orElseThrow(() -> new DirectoryUnusable("a snapshot with another identifier"));
    }

    private static X509Certificate certificate(String base64) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(base64);
        if (CertificateFactory.getInstance(KeySuite.CERTIFICATE).generateCertificate(new ByteArrayInputStream(der))
                instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new DirectoryUnusable("a snapshot with another certificate");
    }

    private static String base64(X509Certificate certificate) throws IOException {
        try {
            return base64(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IOException("a certificate that has no encoding", e);
        }
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    private static void line(OutputStream out, List<String> fields) throws IOException {
        out.write((String.join("\t", fields) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
