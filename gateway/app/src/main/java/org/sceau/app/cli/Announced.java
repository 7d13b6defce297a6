package org.sceau.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sceau.failure.FailureCode;

/**
 * What a running gateway says of itself in {@code endpoints.json}. Any account can write such a file into a directory of its
 * own and wait for an operator to type a command there: so it is believed only in naming a port of this machine, and a token
 * only where the account that wrote the one file owns the other.
 */
final class Announced {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:[1-9][0-9]{0,4}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int MOST_TOKEN_BYTES = 256;
    private static final int MOST_BYTES = 1 << 16;
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.copyOf(EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));

    private final Path directory;
    private final Path file;
    private final UserPrincipal owner;
    private final JsonNode said;

    private Announced(Path directory, Path file, UserPrincipal owner, JsonNode said) {
        this.directory = directory;
        this.file = file;
        this.owner = owner;
        this.said = said;
    }

    /** Of the gateway that runs in {@code directory}. */
    static Announced in(Path directory) throws CommandFailed {
        Path given = directory.resolve("data").resolve(GatewayDirectory.ENDPOINTS);
        try {
            Path file = given.toRealPath();
            UserPrincipal owner =
                    writer(file).orElseThrow(() -> new CommandFailed(ExitCode.NOT_PERMITTED, "operator-foreign", file));
            JsonNode said = SceauCommand.JSON.readTree(read(file, MOST_BYTES));
            if (!ADDRESS.matcher(said.path("management").asText()).matches()) {
                throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-foreign", file);
            }
            return new Announced(directory, file, owner, said);
        } catch (JacksonException e) {
            throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-foreign", given);
        } catch (NoSuchFileException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "not-running", directory);
        } catch (IOException e) {
            throw unreadable(given, directory);
        }
    }

    /** The address on loopback. */
    String management() {
        return said.path("management").asText();
    }

    /** The token of this run. */
    String token() throws CommandFailed {
        String code = FailureCode.OPERATOR_TOKEN_REQUIRED.code();
        Path given = tokenFile()
                .orElseThrow(() ->
                        new CommandFailed(ExitCode.NOT_PERMITTED, "operator-token-unnamed", file, absolute(), code));
        try {
            Path real = given.toRealPath();
            if (!writer(real).filter(owner::equals).isPresent()) {
                throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-foreign", file);
            }
            String token = new String(read(real, MOST_TOKEN_BYTES), StandardCharsets.US_ASCII).strip();
            if (TOKEN.matcher(token).matches()) {
                return token;
            }
        } catch (IOException e) {
            throw refused(given, directory, e);
        }
        throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-token-absent", given, absolute(), code);
    }

    /** What is said of a token that could not be read. */
    static CommandFailed refused(Path token, Path directory, IOException why) {
        return why instanceof NoSuchFileException
                ? new CommandFailed(
                        ExitCode.NOT_PERMITTED,
                        "operator-token-absent",
                        token,
                        absolute(directory),
                        FailureCode.OPERATOR_TOKEN_REQUIRED.code())
                : unreadable(token, directory);
    }

    private static CommandFailed unreadable(Path file, Path directory) {
        return new CommandFailed(
                ExitCode.NOT_PERMITTED,
                "operator-token-unreadable",
                file,
                System.getProperty("user.name", "?"),
                owner(file.toAbsolutePath()),
                FailureCode.OPERATOR_TOKEN_REQUIRED.code(),
                absolute(directory));
    }

    private Optional<Path> tokenFile() {
        try {
            return Optional.of(said.path("operatorTokenFile").asText())
                    .filter(text -> !text.isEmpty())
                    .map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The one account that may write a file; empty where another may, too, or where it is no file. */
    private static Optional<UserPrincipal> writer(Path real) throws IOException {
        PosixFileAttributes found = Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.isRegularFile() && Collections.disjoint(found.permissions(), OTHERS_WRITE)
                ? Optional.of(found.owner())
                : Optional.empty();
    }

    private static byte[] read(Path real, int most) throws IOException {
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(most);
        }
    }

    private Path absolute() {
        return absolute(directory);
    }

    private static Path absolute(Path directory) {
        return directory.toAbsolutePath().normalize();
    }

    /** Whose account started the gateway, as far as this account may see. */
    private static String owner(Path file) {
        for (Path at = file; at != null; at = at.getParent()) {
            try {
                return Files.getOwner(at).getName();
            } catch (IOException e) {
                // the folder above is looked at
            }
        }
        return "?";
    }
}
