package org.sceau.failure;

import java.util.List;
import java.util.Locale;

/** The languages the gateway speaks. */
public enum Language {
    FRENCH(Locale.FRENCH),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** Its locale. */
    public Locale locale() {
        return locale;
    }

    /**
     * The best of an {@code Accept-Language} header (RFC 9110, 12.5.4): the first that fits by weight. French where the
     * header is empty, unreadable or asks for neither.
     */
    public static Language of(String acceptLanguage) {
        try {
            Locale best =
                    Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.FRENCH, Locale.ENGLISH));
            return best != null && best.getLanguage().equals("en") ? ENGLISH : FRENCH;
        } catch (IllegalArgumentException unreadable) {
            return FRENCH;
        }
    }
}
