package org.sceau.app.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final Supplier<Entries.Builder> empty;

    /**
     * A server that is asked when its turn comes.
     *
     * @param tls judges the server
     * @param empty makes what entries are read into
     */
    public LdapSource(LdapSettings settings, SSLContext tls, Supplier<Entries.Builder> empty) {
        this.settings = settings;
        this.tls = tls;
        this.empty = empty;
    }

    @Override
    public String name() {
        return settings.host();
    }

    /** With the attributes of oppositions: what was read without them does not say that nothing is opposed. */
    @Override
    public String origin() {
        String opposed = settings.opposition()
                .map(attribute -> "?" + attribute
                        + settings.card().map(card -> "," + card).orElse(""))
                .orElse("");
        return "ldaps://" + settings.host() + ":" + settings.port() + "/" + settings.base() + "?" + settings.filter()
                + opposed;
    }

    /** As of the moment of the question: what changed while it was read may be in it or not. */
    @Override
    public Answer look(Instant now) throws IOException {
        int patience = Math.toIntExact(settings.answer().toMillis());
        var sockets = new SecuredSockets(tls.getSocketFactory(), settings.host(), patience);
        var over = new CompletableFuture<@Nullable Void>();
        // a server that sends a byte now and then keeps within the time to an answer for ever
        var _ = over.orTimeout(settings.whole().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> sockets.close());
        try (LDAPConnection connection = connect(sockets, patience)) {
            return new Answer.Whole(read(connection), now);
        } catch (LDAPException e) {
            String why = over.isDone()
                    ? "not read in time"
                    : "result " + e.getResultCode().intValue();
            throw new IOException(why, e);
        } finally {
            over.complete(null);
        }
    }

    private LDAPConnection connect(SecuredSockets sockets, int patience) throws LDAPException {
        var options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(patience);
        options.setResponseTimeoutMillis(patience);
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setMaxMessageSize(MOST_MESSAGE_BYTES);
        options.setUseSynchronousMode(true);
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

    private Entries read(LDAPConnection connection) throws LDAPException {
        Entries.Builder entries = empty.get();
        @Nullable ASN1OctetString cookie = null;
        do {
            var request = new SearchRequest(
                    new LdapPage(entries, settings),
                    settings.base(),
                    SearchScope.SUB,
                    Filter.create(settings.filter()),
                    LdapEntry.attributes(settings));
            request.setControls(new SimplePagedResultsControl(settings.page(), cookie, true));
            cookie = next(connection.search(request));
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
