package org.sceau.identity;

/** The families of French health-professional cards (CPx). */
public enum CardFamily {
    /** Carte de professionnel de santé. */
    CPS,
    /** Carte de professionnel de santé en formation. */
    CPF,
    /** Carte de directeur d'établissement. */
    CDE,
    /** Carte de personnel d'établissement. */
    CPE,
    /** Carte de directeur d'autre structure. */
    CDA,
    /** Carte de personnel d'autre structure. */
    CPA
}
