package org.sceau.it.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The forms in which a secret word may stand in a file: each with a name that tells the form and the word's label. */
final class Needles {
    private final Map<String, byte[]> needles = new LinkedHashMap<>();

    /** Adds every form of a word; {@code label} names it in reports, so that a report leaks nothing either. */
    Needles add(String label, String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        needles.put(label + " utf-8", utf8);
        needles.put(label + " latin-1", word.getBytes(StandardCharsets.ISO_8859_1));
        needles.put(label + " utf-16le", word.getBytes(StandardCharsets.UTF_16LE));
        needles.put(label + " utf-16be", word.getBytes(StandardCharsets.UTF_16BE));
        needles.put(label + " json", escaped(word).getBytes(StandardCharsets.US_ASCII));
        needles.put(
                label + " percent",
                URLEncoder.encode(word, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII));
        needles.put(label + " hex", HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            needles.put(label + " base64+" + shift, base64(utf8, shift, Base64.getEncoder()));
            needles.put(label + " base64url+" + shift, base64(utf8, shift, Base64.getUrlEncoder()));
        }
        return this;
    }

    /** Names of the needles that {@code content} holds. */
    List<String> in(byte[] content) {
        List<String> found = new ArrayList<>();
        needles.forEach((name, needle) -> {
            if (holds(content, needle)) {
                found.add(name);
            }
        });
        return found;
    }

    private static String escaped(String word) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            text.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return text.toString();
    }

    /** The characters that encode whole bytes of the word alone, whatever stands {@code shift} bytes before it. */
    private static byte[] base64(byte[] word, int shift, Base64.Encoder encoder) {
        byte[] padded = new byte[shift + word.length];
        System.arraycopy(word, 0, padded, shift, word.length);
        String text = encoder.withoutPadding().encodeToString(padded);
        int from = shift == 0 ? 0 : shift + 1;
        int to = padded.length / 3 * 4;
        return text.substring(from, Math.max(from, to)).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean holds(byte[] content, byte[] needle) {
        if (needle.length < 4) {
            return false;
        }
        byte first = needle[0];
        int last = content.length - needle.length;
        for (int i = 0; i <= last; i++) {
            if (content[i] == first && matches(content, i, needle)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] content, int at, byte[] needle) {
        for (int i = 1; i < needle.length; i++) {
            if (content[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
