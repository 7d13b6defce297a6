/**
 * Who is who and for which key to encrypt: organisations, practitioners, roles, endpoints and certificates, from
 * {@code conf/partners}, from files and from LDAP, each source kept as a signed snapshot of a stated age. Nothing that asks it
 * waits for a source.
 */
@NullMarked
package org.sceau.directory;

import org.jspecify.annotations.NullMarked;
