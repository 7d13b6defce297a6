package org.sceau.failure;

import java.util.List;
import java.util.ResourceBundle;

/**
 * The words of the catalogue, French and English. Arguments stand for {@code {0}}, {@code {1}}; one that an issue does not
 * give is shown as an ellipsis.
 */
public final class FailureTexts {
    private FailureTexts() {}

    /** What happened, one sentence. */
    public static String what(Issue issue, Language language) {
        return filled(issue.code().code() + ".what", issue.arguments(), language);
    }

    /** What to do about it. */
    public static String hint(Issue issue, Language language) {
        return filled(issue.code().code() + ".do", issue.arguments(), language);
    }

    private static String filled(String key, List<String> arguments, Language language) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "org.sceau.failure.failure",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String text = texts.getString(key);
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i));
        }
        return text.replaceAll("\\{[0-9]}", "…");
    }
}
