package org.sceau.app.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request to the authorization server: {@code application/x-www-form-urlencoded}, no parameter twice (RFC 6749
 * section 3.2), none without a value (it counts as left out). Tells nothing in toString.
 */
final class Form {
    /** Parameters: a client that sends more is none. */
    private static final int MOST = 32;

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /** Reads it; empty when it is malformed. */
    static Optional<Form> read(byte[] body) {
        Map<String, String> values = new HashMap<>();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (String pair : text.split("&", MOST + 1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            boolean good = name.isPresent() && value.isPresent() && values.size() < MOST;
            if (!good || values.putIfAbsent(name.get(), value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Form(values));
    }

    /** The value of a parameter; empty when it is left out. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c > 0x7e) {
                return Optional.empty();
            }
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Form[REDACTED]";
    }
}
