package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sceau.access.Decide;
import org.sceau.access.Ruling;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.Negotiation;
import org.sceau.directory.Directory;
import org.sceau.directory.Entry;
import org.sceau.directory.Identifier;
import org.sceau.document.Searchset;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.intake.Format;
import org.sceau.oauth.Transaction;

/**
 * ITI-90 Find Matching Care Services (IHE mCSD 3.90), by GET, by POST {@code _search} and by id, for partners with the right
 * to it. It names no patient, so nothing is journaled. While a source is too old nothing is answered: a partner would take
 * what is missing for what is not there. Thread-safe; out of memory.
 */
public final class DirectoryEndpoint implements Endpoint {
    private static final Pattern PATH = Pattern.compile(
            "/fhir/(Organization|Practitioner|PractitionerRole|Endpoint)(?:/([A-Za-z0-9.-]{1,64}|_search))?");
    /** Most values of all parameters: each is asked of each entry. */
    private static final int MOST_VALUES = 32;
    /** Longest value: no text of an entry is longer. */
    private static final int MOST_CHARACTERS = 300;
    /** Searches that look at everybody at a time: they take a whole processor each. */
    private static final int MOST_SCANS = 2;

    /** What can stand beside each type, and the type that it is of. */
    private static final Map<String, Map<String, String>> INCLUDES = Map.of(
            "Organization", Map.of("Organization:endpoint", "Endpoint"),
            "PractitionerRole",
                    Map.of(
                            "PractitionerRole:practitioner",
                            "Practitioner",
                            "PractitionerRole:organization",
                            "Organization"),
            "Endpoint", Map.of("Endpoint:organization", "Organization"));

    private final Callers callers;
    private final Decide decide;
    private final Directory directory;
    private final int most;
    private final Links links;
    private final Semaphore scans = new Semaphore(MOST_SCANS);

    /** Searches {@code directory}; more than {@code most} hits are refused. */
    public DirectoryEndpoint(Callers callers, Decide decide, Directory directory, int most, Links links) {
        this.callers = callers;
        this.decide = decide;
        this.directory = directory;
        this.most = most;
        this.links = links;
    }

    /** What may be included beside hits of this kind, in order. */
    static List<String> includes(String type) {
        return INCLUDES.getOrDefault(type, Map.of()).keySet().stream().sorted().toList();
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        Matcher path = PATH.matcher(request.getRequestURI());
        boolean search = path.matches() && "_search".equals(path.group(2));
        return path.matches() && request.getMethod().equals(search ? "POST" : "GET");
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            throw new Refused(FailureCode.NOT_FOUND);
        }
        String type = path.group(1);
        String id = path.group(2);
        boolean search = id == null || id.equals("_search");
        var asked = Transaction.inDirectory(type, search ? 's' : 'r');
        if (decide.directory(callers.require(request, asked)) instanceof Ruling.Forbidden forbidden) {
            throw new Refused(forbidden.issues());
        }
        Directory.InForce inForce = directory.now();
        if (!inForce.isWhole()) {
            throw new Refused(FailureCode.DIRECTORY_LATE);
        }
        Format format = Negotiation.accept(request);
        byte[] body = search ? search(type, request, inForce, format) : read(type, id, inForce, format);
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static byte[] read(String type, String id, Directory.InForce inForce, Format format) {
        Entry entry = inForce.get(id)
                .filter(found ->
                        found.id().equals(id) && DirectoryResources.type(found).equals(type))
                .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        return Searchset.resource(DirectoryResources.resource(entry, inForce), format);
    }

    private byte[] search(String type, HttpServletRequest request, Directory.InForce inForce, Format format) {
        Map<String, DirectoryParameters.Parameter> tests = DirectoryParameters.BY_TYPE.getOrDefault(type, Map.of());
        Set<String> known = new HashSet<>(tests.keySet());
        known.add("_include");
        SearchForm form = SearchForm.of(request, known);
        for (String include : new HashSet<>(form.alternatives("_include"))) {
            String other = INCLUDES.getOrDefault(type, Map.of()).get(include);
            if (other == null) {
                throw new Refused(FailureCode.PARAMETER_INVALID);
            }
            callers.require(request, Transaction.inDirectory(other, 'r'));
        }
        Predicate<Entry> fits = fits(form, tests, inForce);
        List<Entry> found =
                candidates(form, entry -> DirectoryResources.type(entry).equals(type) && fits.test(entry), inForce);
        if (found.size() > most) {
            throw new Refused(FailureCode.TOO_MANY_HITS, Integer.toString(most));
        }
        var answer = new Searchset(links.base(), links.base() + "/" + type);
        found.forEach(entry -> answer.add(DirectoryResources.resource(entry, inForce), "match"));
        included(form, found, inForce)
                .forEach(entry -> answer.add(DirectoryResources.resource(entry, inForce), "include"));
        return answer.body(format);
    }

    /** Who is asked for by one whole identifier is found without a look at everybody. */
    private List<Entry> candidates(SearchForm form, Predicate<Entry> fits, Directory.InForce inForce) {
        List<String> identifiers = form.alternatives("identifier");
        Optional<Identifier> whole =
                identifiers.size() == 1 ? Identifier.parse(identifiers.getFirst()) : Optional.empty();
        return whole.map(identifier -> inForce.known(identifier, fits, most + 1))
                .orElseGet(() -> scan(fits, inForce));
    }

    private List<Entry> scan(Predicate<Entry> fits, Directory.InForce inForce) {
        if (!scans.tryAcquire()) {
            throw new Refused(FailureCode.OVERLOADED);
        }
        try {
            return inForce.matching(fits, most + 1);
        } finally {
            scans.release();
        }
    }

    /** Every parameter must fit, each by one of its alternatives; a repeated one each time. */
    private static Predicate<Entry> fits(
            SearchForm form, Map<String, DirectoryParameters.Parameter> tests, Directory.InForce inForce) {
        List<Predicate<Entry>> all = new ArrayList<>();
        List<String> values = new ArrayList<>();
        tests.forEach((name, parameter) -> {
            for (String value : form.all(name)) {
                List<String> alternatives = List.of(value.split(",", -1));
                values.addAll(alternatives);
                all.add(oneOf(alternatives, parameter, inForce));
                if (values.size() > MOST_VALUES) {
                    throw new Refused(FailureCode.PARAMETER_INVALID);
                }
            }
        });
        return entry -> all.stream().allMatch(one -> one.test(entry));
    }

    /** Each is read once, not for each entry. */
    private static Predicate<Entry> oneOf(
            List<String> alternatives, DirectoryParameters.Parameter parameter, Directory.InForce inForce) {
        if (alternatives.stream().anyMatch(value -> value.length() > MOST_CHARACTERS)) {
            throw new Refused(FailureCode.PARAMETER_INVALID);
        }
        List<DirectoryParameters.Test> tests = alternatives.stream()
                .filter(value -> !value.isBlank())
                .map(value -> parameter.of(value.strip()))
                .toList();
        return entry -> tests.stream().anyMatch(test -> test.fits(entry, inForce));
    }

    private static Iterable<Entry> included(SearchForm form, List<Entry> found, Directory.InForce inForce) {
        Map<String, Entry> included = new LinkedHashMap<>();
        for (String include : form.alternatives("_include")) {
            for (Entry entry : found) {
                named(include, entry, inForce).forEach(other -> included.put(other.id(), other));
            }
        }
        return included.values();
    }

    private static List<Entry> named(String include, Entry entry, Directory.InForce inForce) {
        return switch (entry) {
            case Entry.Organisation organisation ->
                inForce.endpointOf(organisation.id()).<Entry>map(one -> one).stream()
                        .toList();
            case Entry.Role role
            when include.endsWith(":practitioner") ->
                inForce.get(role.practitioner()).stream().toList();
            case Entry.Role role ->
                role.organisation().flatMap(inForce::get).stream().toList();
            case Entry.Endpoint endpoint ->
                inForce.get(endpoint.organisation()).stream().toList();
            case Entry.Practitioner _ -> List.of();
        };
    }
}
