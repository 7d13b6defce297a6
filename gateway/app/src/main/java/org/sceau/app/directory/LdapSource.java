package org.sceau.app.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sceau.directory.DirectorySource;
import org.sceau.directory.DirectoryUnusable;
import org.sceau.directory.Entries;
import org.sceau.keys.Passphrase;
import org.sceau.keys.Secret;
import org.sceau.routing.configuration.LdapSettings;

/**
 * A directory server (LDAPv3, RFC 4511) over TLS by the gateway's own rules, read page by page (RFC 2696): all of it or
 * nothing. Referrals are not followed, and counted as what says nothing. Not thread-safe.
 */
public final class LdapSource implements DirectorySource {
    /** Longest message in bytes: an entry with a hundred certificates. */
    private static final int MOST_MESSAGE_BYTES = 1 << 18;

    private final LdapSettings settings;
    private final SSLContext tls;
    private final int most;
    private final InstantSource clock;

    /**
     * A server that is asked when its turn comes.
     *
     * @param tls judges the server
     * @param most entries that are kept
     */
    public LdapSource(LdapSettings settings, SSLContext tls, int most, InstantSource clock) {
        this.settings = settings;
        this.tls = tls;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public String name() {
        return settings.host();
    }

    @Override
    public String origin() {
        return "ldaps://" + settings.host() + ":" + settings.port() + "/" + settings.base() + "?" + settings.filter();
    }

    /** As of the moment of the question: what changed while it was read may be in it or not. */
    @Override
    public Answer look(Instant now) throws IOException {
        try (LDAPConnection connection = connect()) {
            return new Answer.Whole(read(connection), now);
        } catch (LDAPException e) {
            throw new IOException("result " + e.getResultCode().intValue(), e);
        }
    }

    private LDAPConnection connect() throws LDAPException {
        var options = new LDAPConnectionOptions();
        int patience = Math.toIntExact(settings.answer().toMillis());
        options.setConnectTimeoutMillis(patience);
        options.setResponseTimeoutMillis(patience);
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setMaxMessageSize(MOST_MESSAGE_BYTES);
        options.setUseSynchronousMode(true);
        var sockets = new SecuredSockets(tls.getSocketFactory(), settings.host(), patience);
        var connection = new LDAPConnection(sockets, options, settings.host(), settings.port());
        boolean bound = false;
        try {
            if (settings.bindDn().isPresent() && settings.passwordFile().isPresent()) {
                Secret<char[]> password =
                        Passphrase.read(settings.passwordFile().get().path());
                connection.bind(settings.bindDn().get(), String.valueOf(password.reveal()));
            }
            bound = true;
            return connection;
        } finally {
            if (!bound) {
                connection.close();
            }
        }
    }

    private Entries read(LDAPConnection connection) throws LDAPException, IOException {
        var entries = new Entries.Builder(most);
        Instant end = clock.instant().plus(settings.whole());
        var request = new SearchRequest(
                settings.base(),
                SearchScope.SUB,
                Filter.create(settings.filter()),
                LdapEntry.attributes(settings.identifier()));
        @Nullable ASN1OctetString cookie = null;
        do {
            request.setControls(new SimplePagedResultsControl(settings.page(), cookie, true));
            SearchResult page = connection.search(request);
            for (SearchResultEntry found : Objects.requireNonNull(page.getSearchEntries())) {
                LdapEntry.add(found, settings.identifier(), entries);
            }
            for (int i = 0; i < page.getReferenceCount(); i++) {
                entries.leaveOut();
            }
            cookie = next(page);
            if (clock.instant().isAfter(end)) {
                throw new IOException("not read in time");
            }
        } while (cookie != null);
        return entries.build();
    }

    /** A server that does not page has given everything; one that pages says when. */
    private static @Nullable ASN1OctetString next(SearchResult page) throws LDAPException {
        @Nullable SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
        if (control == null) {
            throw new DirectoryUnusable("a server that does not give its entries page by page");
        }
        return control.moreResultsToReturn() ? control.getCookie() : null;
    }
}
