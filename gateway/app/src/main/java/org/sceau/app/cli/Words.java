package org.sceau.app.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the command line: French where the environment asks for it, else English. */
final class Words {
    static final String BUNDLE = "org.sceau.app.cli.words";

    private final ResourceBundle bundle;
    private final Locale locale;

    Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    }

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** The language of the user: LC_ALL, LC_MESSAGES or LANG. */
    static Words ofEnvironment() {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = System.getenv(name);
            if (value != null && !value.isBlank()) {
                return new Words(value.startsWith("fr") ? Locale.FRENCH : Locale.ENGLISH);
            }
        }
        return new Words(Locale.ENGLISH);
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    ResourceBundle bundle() {
        return bundle;
    }
}
