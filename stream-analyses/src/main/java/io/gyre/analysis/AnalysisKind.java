package io.gyre.analysis;

/**
 * Makes analyses of what users declare, such as {@code pairs}. Stateless and thread-safe, with a public constructor without parameters;
 * named in {@code META-INF/services/io.gyre.analysis.AnalysisKind} of its jar.
 */
public interface AnalysisKind {

    /** {@return the word that declarations of this kind begin with in a file: lower case letters, digits and hyphens} */
    String name();

    /** {@return how a declaration is written} */
    String form();

    /**
     * {@return the analysis that a text declares} Its name holds a digest of the declaration, so that partials of different declarations
     * are of different analyses and never merged.
     *
     * @throws DeclarationException when the text declares none
     */
    Analysis<?> declare(String text) throws DeclarationException;
}
