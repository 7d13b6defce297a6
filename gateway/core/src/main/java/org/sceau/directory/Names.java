package org.sceau.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as people search them: without case and accents. */
public final class Names {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Names() {}

    /** The name in lower case, without accents. */
    public static String plain(String name) {
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        String bare = ascii
                ? name
                : MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return bare.toLowerCase(Locale.ROOT);
    }
}
