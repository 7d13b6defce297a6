package org.sceau.routing;

/** The six activities of hosting health data that a certificate can cover (CSP R.1111-9; HDS référentiel v2, 2024). */
public enum HostingActivity {
    PHYSICAL_SITES,
    HARDWARE,
    VIRTUAL_INFRASTRUCTURE,
    APPLICATION_PLATFORM,
    ADMINISTRATION,
    BACKUP
}
