package org.sceau.routing.configuration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.sceau.proof.Digest;

/** The files of one {@code conf/}; remembers the digest of everything it read. Not thread-safe. */
final class ConfigurationFiles implements ScalarType.Files {
    /** A settings file has some 2 KB; a larger one is a mistake, and must not fill the memory. */
    static final int MAXIMUM_BYTES = 256 * 1024;

    private final Path directory;
    private final Problems problems;
    private final NavigableMap<String, Digest> digests = new TreeMap<>();
    private final List<Path> named = new ArrayList<>();

    ConfigurationFiles(Path directory, Problems problems) {
        this.directory = directory.toAbsolutePath().normalize();
        this.problems = problems;
    }

    /** The text of a file; empty when it cannot be read, which then stands in the problems. */
    Optional<String> text(String name) {
        try {
            byte[] content = read(directory.resolve(name), name);
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException _) {
            problems.add(Place.of(name), "", "bytes that are not UTF-8", "the file in UTF-8");
        } catch (UnusableFile e) {
            problems.add(Place.of(name), "", e.found(), "a settings file of at most 256 KiB that can be read");
        } catch (IOException _) {
            problems.add(Place.of(name), "", "no file that can be read", "this file");
        }
        return Optional.empty();
    }

    /**
     * Whether a file is there that need not be. A link that leads nowhere is there, and so is what cannot be looked at: what
     * was meant to hold must not be passed over.
     */
    boolean isThere(String name) {
        String other = name.replace(".yaml", ".yml");
        if (isThere(directory.resolve(other))) {
            misnamed(other);
        }
        return isThere(directory.resolve(name));
    }

    private static boolean isThere(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void misnamed(String name) {
        problems.add(Place.of(name), "", "a file that ends in .yml", "its name with .yaml");
    }

    /** The settings files of a folder, by name, as {@code folder/name.yaml}. */
    List<String> settings(String folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(folder))) {
            for (Path file : files) {
                String name = folder + "/" + file.getFileName();
                if (name.endsWith(".yml")) {
                    misnamed(name);
                } else if (name.endsWith(".yaml")) {
                    names.add(name);
                }
            }
        } catch (IOException _) {
            problems.add(Place.of(folder), "", "no folder that can be read", "a folder of .yaml files");
        }
        return names.stream().sorted().toList();
    }

    /** SHA-256 of one file that was read. */
    Optional<Digest> digest(String name) {
        return Optional.ofNullable(digests.get(name));
    }

    /** SHA-256 over the sorted names and digests of everything that was read. */
    Digest digestOfAll() {
        StringBuilder list = new StringBuilder();
        digests.forEach((name, digest) ->
                list.append(digest.hex()).append("  ").append(name).append('\n'));
        return Digest.sha256(list.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** How many settings that were read so far name this file, under whatever name. */
    long named(Path file) {
        return named.stream().filter(SettingsChecks.real(file)::equals).count();
    }

    @Override
    public Path resolve(String text) {
        try {
            Path path = directory.resolve(text).normalize();
            named.add(SettingsChecks.real(path));
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path", e);
        }
    }

    @Override
    public FileReference existing(String text) {
        Path path = resolve(text);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UnusableFile("the name " + Value.quote(text) + " of no file that can be read");
        }
        return new FileReference(path);
    }

    @Override
    public X509Certificate certificate(String text) {
        FileReference file = existing(text);
        try {
            byte[] content = read(file.path(), text);
            var factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(new ByteArrayInputStream(content)) instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (IOException | CertificateException _) {
            throw new UnusableFile("the file " + Value.quote(text) + ", which holds no certificate that can be read");
        }
        throw new UnusableFile("the file " + Value.quote(text) + ", which holds no certificate");
    }

    private byte[] read(Path path, String name) throws IOException {
        try (var stream = Files.newInputStream(path)) {
            byte[] content = stream.readNBytes(MAXIMUM_BYTES + 1);
            if (content.length > MAXIMUM_BYTES) {
                throw new UnusableFile("more than 256 KiB");
            }
            digests.put(name, Digest.sha256(content));
            return content;
        }
    }
}
