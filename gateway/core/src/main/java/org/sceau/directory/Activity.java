package org.sceau.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One line of an extraction: who acts, in which quality, where. */
final class Activity {
    private static final Pattern NATIONAL_ID = Pattern.compile("[0-9A-Z]{8,20}");
    private static final Pattern RPPS = Pattern.compile("[0-9]{11}");
    private static final Pattern FINESS = Pattern.compile("[0-9][0-9AB][0-9]{7}");
    private static final Pattern SIRET = Pattern.compile("[0-9]{14}");
    private static final Pattern TECHNICAL_ID = Pattern.compile("[0-9A-Z]{3,40}");
    private static final String KIND_RPPS = "8";
    /** Of TRE_R09: a student has the code of the profession that is studied. */
    private static final String STUDENT = "E";

    private static final String PREFIX_FINESS = "1";
    private static final String PREFIX_SIRET = "3";

    private final Columns columns;
    private final List<String> cells;

    Activity(Columns columns, List<String> cells) {
        this.columns = columns;
        this.cells = cells;
    }

    String department() {
        return cell(Columns.DEPARTMENT);
    }

    void addTo(Entries.Builder entries) {
        Optional<Entry.Practitioner> practitioner = practitioner();
        if (practitioner.isEmpty() || cell(Columns.CATEGORY).equals(STUDENT)) {
            entries.leaveOut();
            return;
        }
        Optional<Entry.Organisation> organisation = organisation();
        entries.add(practitioner.get());
        organisation.ifPresent(entries::add);
        entries.add(role(practitioner.get().id(), organisation.map(Entry.Organisation::id)));
    }

    private Optional<Entry.Practitioner> practitioner() {
        String national = cell(Columns.NATIONAL_ID);
        Optional<String> family = Words.clean(cell(Columns.FAMILY));
        if (!NATIONAL_ID.matcher(national).matches() || family.isEmpty()) {
            return Optional.empty();
        }
        List<Identifier> identifiers = new ArrayList<>();
        identifiers.add(new Identifier(Identifier.PROFESSIONALS, national));
        String own = cell(Columns.OWN_ID);
        if (KIND_RPPS.equals(cell(Columns.KIND_OF_ID)) && RPPS.matcher(own).matches()) {
            identifiers.add(new Identifier(Identifier.RPPS, own));
        }
        return Optional.of(new Entry.Practitioner(
                Entry.idOf("Practitioner", identifiers.getFirst().toString()),
                identifiers,
                true,
                family.get(),
                Words.clean(cell(Columns.GIVEN)).orElse("")));
    }

    /** The structure, by its national identifier: of FINESS, SIRET and technical identifier the first that is there. */
    private Optional<Entry.Organisation> organisation() {
        List<Identifier> identifiers = new ArrayList<>();
        String finess = cell(Columns.FINESS);
        String siret = cell(Columns.SIRET);
        String technical = cell(Columns.TECHNICAL_ID);
        if (FINESS.matcher(finess).matches()) {
            identifiers.add(new Identifier(Identifier.STRUCTURES, PREFIX_FINESS + finess));
            identifiers.add(new Identifier(Identifier.FINESS, finess));
        }
        if (SIRET.matcher(siret).matches()) {
            identifiers.add(new Identifier(Identifier.STRUCTURES, PREFIX_SIRET + siret));
            identifiers.add(new Identifier(Identifier.SIRENE, siret));
        }
        if (identifiers.isEmpty() && TECHNICAL_ID.matcher(technical).matches()) {
            identifiers.add(new Identifier(Identifier.STRUCTURES, technical));
        }
        Optional<String> name = Words.clean(cell(Columns.NAME)).or(() -> Words.clean(cell(Columns.SIGN)));
        if (identifiers.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Entry.Organisation(
                Entry.idOf("Organization", identifiers.getFirst().toString()),
                identifiers,
                true,
                name.get(),
                Form.asCode(cell(Columns.SECTOR))));
    }

    private Entry.Role role(String practitioner, Optional<String> organisation) {
        Optional<String> profession = Form.asCode(cell(Columns.PROFESSION));
        Optional<String> specialty = Form.asCode(cell(Columns.SPECIALTY));
        String key =
                practitioner + "|" + organisation.orElse("") + "|" + profession.orElse("") + "|" + specialty.orElse("");
        return new Entry.Role(
                Entry.idOf("PractitionerRole", key), true, practitioner, organisation, profession, specialty);
    }

    private String cell(String name) {
        return columns.cell(cells, name);
    }
}
