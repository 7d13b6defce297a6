package org.sceau.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the columns of an extraction stand, by the names in its first line. */
final class Columns {
    static final String NATIONAL_ID = "identification nationale pp";
    static final String KIND_OF_ID = "type d'identifiant pp";
    static final String OWN_ID = "identifiant pp";
    static final String FAMILY = "nom d'exercice";
    static final String GIVEN = "prénom d'exercice";
    static final String PROFESSION = "code profession";
    static final String CATEGORY = "code catégorie professionnelle";
    static final String SPECIALTY = "code savoir-faire";
    static final String SIRET = "numéro siret site";
    static final String FINESS = "numéro finess site";
    static final String TECHNICAL_ID = "identifiant technique de la structure";
    static final String NAME = "raison sociale site";
    static final String SIGN = "enseigne commerciale site";
    static final String SECTOR = "code secteur d'activité";
    static final String DEPARTMENT = "code département (structure)";
    static final String CARD = "numéro carte";
    static final String OPPOSITION = "date opposition";

    private static final int MOST = 200;

    private final Map<String, Integer> places;
    private final int count;

    /** @param count how many have a name, or stand before one that has */
    private Columns(Map<String, Integer> places, int count) {
        this.places = places;
        this.count = count;
    }

    /** Reads the first line; throws {@link DirectoryUnusable} when a column that is needed is missing or stands twice. */
    static Columns of(String header, List<String> needed) {
        String[] names = header.startsWith("\ufeff") ? header.substring(1).split("\\|", -1) : header.split("\\|", -1);
        if (names.length > MOST) {
            throw new DirectoryUnusable("more than " + MOST + " columns");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            String name = names[i].strip().toLowerCase(Locale.FRENCH).replace('’', '\'');
            if (!name.isEmpty() && places.put(name, i) != null) {
                throw new DirectoryUnusable("column " + (i + 1) + " has the name of another");
            }
        }
        for (String name : needed) {
            if (!places.containsKey(name)) {
                throw new DirectoryUnusable("no column \"" + name + "\"");
            }
        }
        boolean barAtEnd = names[names.length - 1].isBlank();
        return new Columns(places, barAtEnd ? names.length - 1 : names.length);
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /** Files end their lines with a bar or not, whatever their first line does. */
    boolean fit(List<String> cells) {
        boolean barAtEnd = cells.size() == count + 1 && cells.getLast().isEmpty();
        return cells.size() == count || barAtEnd;
    }

    /** What stands there; empty where the file has no such column. */
    String cell(List<String> cells, String name) {
        Integer place = places.get(name);
        return place == null || place >= cells.size() ? "" : cells.get(place).strip();
    }
}
