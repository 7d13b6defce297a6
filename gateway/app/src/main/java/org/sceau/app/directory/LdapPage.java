package org.sceau.app.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.io.Serial;
import org.sceau.directory.DirectoryUnusable;
import org.sceau.directory.Entries;
import org.sceau.routing.configuration.LdapSettings;

/** Takes the entries of one page as they come, none of which is kept here; a page with more than were asked for is refused. */
final class LdapPage implements SearchResultListener {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Entries.Builder entries;
    private final transient LdapSettings settings;
    private int taken;

    LdapPage(Entries.Builder entries, LdapSettings settings) {
        this.entries = entries;
        this.settings = settings;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
        count();
        LdapEntry.add(entry, settings, entries);
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
        count();
        entries.leaveOut();
    }

    private void count() {
        taken++;
        if (taken > settings.page()) {
            throw new DirectoryUnusable("a server that gives more than a page");
        }
    }
}
