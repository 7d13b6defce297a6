package org.sceau.oauth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.routing.Right;

/**
 * What a token lets its holder ask: names of IHE's transactions ({@code ITI-65}) and permissions of SMART App Launch 2.2
 * ({@code system/DocumentReference.rs}), kept one letter each. A scope that is not known covers nothing; one with search
 * parameters or for a patient or user neither: what cannot be kept to is not promised. Immutable.
 */
public final class Scopes {
    /** RFC 6749 section 3.3, in characters: some thirty scopes. */
    public static final int LONGEST = 1_000;

    private static final List<String> TYPES = List.of(
            "DocumentReference",
            "List",
            "Binary",
            "Bundle",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Endpoint");
    private static final Pattern SMART =
            Pattern.compile("system/(" + String.join("|", TYPES) + "|\\*)\\.(?!$)(c?r?u?d?s?)");
    static final String SYSTEM = "system/";

    /** Every single scope that covers something here. */
    private static final Set<String> KNOWN = Stream.of(Transaction.values())
            .flatMap(transaction -> Stream.concat(
                    transaction.names().stream(), transaction.smart().stream().map(SYSTEM::concat)))
            .collect(Collectors.toUnmodifiableSet());

    private final NavigableSet<String> single;
    private final boolean whole;

    private Scopes(NavigableSet<String> single, boolean whole) {
        this.single = single;
        this.whole = whole;
    }

    /** Reads a list that spaces part; what is not known is left out, and {@link #areAllKnown} is false then. */
    public static Scopes of(String text) {
        NavigableSet<String> single = new TreeSet<>();
        boolean whole = text.length() <= LONGEST;
        for (String word : whole ? text.split(" ", -1) : new String[0]) {
            List<String> found = single(word);
            whole &= !found.isEmpty();
            single.addAll(found);
        }
        return new Scopes(single, whole);
    }

    /** Deleting and updating is nothing that anybody can ask for here: the letters are left out. */
    private static List<String> single(String word) {
        Matcher smart = SMART.matcher(word);
        if (!smart.matches()) {
            return KNOWN.contains(word) && !word.startsWith(SYSTEM) ? List.of(word) : List.of();
        }
        List<String> found = new ArrayList<>();
        for (String type : smart.group(1).equals("*") ? TYPES : List.of(smart.group(1))) {
            smart.group(2)
                    .chars()
                    .mapToObj(letter -> SYSTEM + type + "." + (char) letter)
                    .filter(KNOWN::contains)
                    .forEach(found::add);
        }
        return found;
    }

    /** Every scope that there is for one of these rights. */
    public static Scopes all() {
        return new Scopes(new TreeSet<>(KNOWN), true);
    }

    /** Whether each scope that was written covers something. */
    public boolean areAllKnown() {
        return whole;
    }

    /** Whether they cover nothing. */
    public boolean isEmpty() {
        return single.isEmpty();
    }

    /** Those of them that somebody with these rights can use. */
    public Scopes within(Collection<Right> rights) {
        Predicate<String> usable = scope -> Stream.of(Transaction.values())
                .filter(transaction -> rights.contains(transaction.right()) || isOwn(transaction, rights))
                .anyMatch(transaction -> concerns(transaction, scope));
        return new Scopes(single.stream().filter(usable).collect(Collectors.toCollection(TreeSet::new)), whole);
    }

    /** Those of them that stand in {@code ceiling}, too. */
    public Scopes within(Scopes ceiling) {
        NavigableSet<String> both = new TreeSet<>(single);
        both.retainAll(ceiling.single);
        return new Scopes(both, whole);
    }

    /** Who may do anything that there are receipts of may have them. */
    private static boolean isOwn(Transaction transaction, Collection<Right> rights) {
        return transaction == Transaction.RECEIPT && rights.stream().anyMatch(right -> right != Right.INTROSPECT);
    }

    private static boolean concerns(Transaction transaction, String scope) {
        // a receipt is of something else that was done
        boolean own = transaction != Transaction.RECEIPT && transaction.names().contains(scope);
        return own || (scope.startsWith(SYSTEM) && transaction.smart().contains(scope.substring(SYSTEM.length())));
    }

    /** Whether one scope, or several together, cover a transaction. */
    public boolean cover(Transaction transaction) {
        return transaction.names().stream().anyMatch(single::contains)
                || single.containsAll(
                        transaction.smart().stream().map(SYSTEM::concat).toList());
    }

    /** Those of {@link Transaction#alternatives} that are among them; none where they do not {@link #cover} it. */
    public List<String> opening(Transaction transaction) {
        return transaction.alternatives().stream()
                .filter(scopes -> single.containsAll(List.of(scopes.split(" ", -1))))
                .toList();
    }

    /** Each single one, sorted; spaces between. */
    public String text() {
        return String.join(" ", single);
    }

    @Override
    public String toString() {
        return text();
    }
}
