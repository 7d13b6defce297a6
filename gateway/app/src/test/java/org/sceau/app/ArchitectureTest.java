package org.sceau.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The architecture as a test. Two missing arrows are promises: a journal that cannot name a document type cannot store one;
 * a hosting client sees ciphertext types only.
 */
class ArchitectureTest {
    private static final String ROOT = "org.sceau";
    private static final int MAXIMUM_LINES = 250;

    private static final Set<String> CORE = Set.of(
            "proof",
            "profiles",
            "failure",
            "rounds",
            "transfer",
            "identity",
            "suites",
            "keys",
            "trust",
            "vault",
            "intake",
            "document",
            "routing",
            "directory",
            "consent",
            "access",
            "oauth",
            "signature",
            "encryption",
            "journal",
            "timestamp",
            "receipt",
            "index",
            "ledger",
            "evidence",
            "retirement",
            "hosting");

    /** Each package, and the packages that it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("proof", Set.of()),
            entry("profiles", Set.of()),
            entry("failure", Set.of()),
            entry("rounds", Set.of("failure")),
            entry("transfer", Set.of("proof", "failure")),
            entry("identity", Set.of("transfer", "proof", "failure")),
            entry("suites", Set.of("failure", "proof")),
            entry("keys", Set.of("rounds", "suites", "failure", "proof", "transfer")),
            entry("trust", Set.of("rounds", "identity", "keys", "suites", "failure", "proof", "transfer")),
            entry("vault", Set.of("suites", "keys", "failure", "proof")),
            entry("intake", Set.of("vault", "suites", "failure", "proof")),
            entry(
                    "document",
                    Set.of(
                            "intake",
                            "vault",
                            "profiles",
                            "identity",
                            "transfer",
                            "trust",
                            "suites",
                            "failure",
                            "proof")),
            entry(
                    "routing",
                    Set.of(
                            "document",
                            "intake",
                            "identity",
                            "transfer",
                            "trust",
                            "keys",
                            "suites",
                            "failure",
                            "proof")),
            // reads partners; access and encryption ask it, never the other way round
            entry("directory", Set.of("rounds", "routing", "trust", "transfer", "suites", "failure", "proof")),
            entry("consent", Set.of("document", "identity", "transfer", "failure", "proof")),
            entry(
                    "access",
                    Set.of(
                            "routing",
                            "directory",
                            "consent",
                            "document",
                            "intake",
                            "identity",
                            "transfer",
                            "trust",
                            // by whose dates a recipient's key is refused
                            "suites",
                            "failure",
                            "proof")),
            // what tokens say is judged without transport; it knows rights, not rules
            entry("oauth", Set.of("routing", "identity", "transfer", "suites", "failure", "proof")),
            entry(
                    "signature",
                    Set.of(
                            "access",
                            "document",
                            "intake",
                            "identity",
                            "transfer",
                            "routing",
                            "trust",
                            "keys",
                            "suites",
                            "vault",
                            "failure",
                            "proof")),
            entry(
                    "encryption",
                    Set.of(
                            "signature",
                            "access",
                            "document",
                            "intake",
                            "routing",
                            "identity",
                            "transfer",
                            "trust",
                            "keys",
                            "suites",
                            "vault",
                            "failure",
                            "proof")),
            entry("journal", Set.of("transfer", "identity", "keys", "suites", "failure", "proof")),
            entry("timestamp", Set.of("rounds", "trust", "keys", "suites", "failure", "proof")),
            entry("receipt", Set.of("journal", "transfer", "identity", "failure", "proof")),
            entry("index", Set.of("document", "intake", "identity", "transfer", "keys", "suites", "failure", "proof")),
            entry("ledger", without(CORE, "ledger", "oauth", "evidence", "retirement", "hosting", "directory")),
            // what a party may have of a transfer: reads the ledger, never the paths
            entry(
                    "evidence",
                    Set.of(
                            "ledger",
                            "document",
                            "consent",
                            "receipt",
                            // a signature is what is renewed
                            "timestamp",
                            "encryption",
                            "intake",
                            "vault",
                            "keys",
                            "transfer",
                            "failure",
                            "proof")),
            // what an end touches, and what is made anew for it
            entry(
                    "retirement",
                    Set.of(
                            "ledger",
                            "access",
                            "encryption",
                            "document",
                            "routing",
                            "suites",
                            "vault",
                            "transfer",
                            "failure",
                            "proof")),
            entry("hosting", Set.of("transfer", "encryption", "vault", "failure", "proof")),
            entry("routes", CORE),
            entry("app", with(CORE, "routes")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void eachPackageUsesOnlyWhatTheTableAllows() {
        MAY_USE.forEach((name, allowed) -> {
            String[] reachable = Stream.concat(Stream.of(name), allowed.stream())
                    .map(ArchitectureTest::below)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(below(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(reachable))))
                    .check(CLASSES);
        });
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length() + 1))
                .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @Test
    void theRulesKnowNoTransport() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE.stream().map(ArchitectureTest::below).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.camel..",
                        "jakarta.jms..",
                        "org.apache.activemq..",
                        "jakarta.servlet..",
                        "org.eclipse.jetty..",
                        "java.net.http..")
                .because("a path may change without the rules")
                .check(CLASSES);
    }

    @Test
    void everyLibraryHasItsHome() {
        only(
                Set.of("org.bouncycastle.."),
                "proof",
                "keys",
                "trust",
                "signature",
                "encryption",
                "vault",
                "journal",
                "suites",
                "timestamp");
        only(Set.of("com.amazon..", "com.nimbusds.."), "suites");
        // the headers of a JWS are read before the library that judges it sees them
        only(Set.of("com.fasterxml.jackson.databind.."), "document", "routing", "signature.author", "oauth", "app");
        only(Set.of("eu.europa.esig..", "org.apache.xml.security.."), "signature.author");
        only(Set.of("ca.uhn.fhir..", "org.hl7.fhir.."), "profiles", "document", "app");
        only(Set.of("java.sql..", "javax.sql..", "com.zaxxer..", "org.flywaydb.."), "ledger");
        only(Set.of("org.snakeyaml.."), "routing");
        only(Set.of("org.apache.pdfbox..", "com.google.zxing.."), "app");
        only(Set.of("com.unboundid.."), "app.directory");
        only(Set.of("org.apache.camel.."), "routes", "app");
    }

    @Test
    void noTransactionLeavesTheLedger() {
        only(Set.of("java.sql.."), "ledger");
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(below("ledger"))
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should(takeOrGive("java.sql"))
                .because("a transaction must not leave its package")
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> takeOrGive(String packageName) {
        return new ArchCondition<>("take or give a type of " + packageName) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean found = Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .anyMatch(type -> type.getPackageName().startsWith(packageName));
                events.add(new SimpleConditionEvent(method, found, method.getFullName()));
            }
        };
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("tests fix the time")
                .check(CLASSES);
    }

    @Test
    void theSystemsClockIsTakenByTheProgramOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(below("app"), ROOT + ".proof.cli..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .because("the clock is passed in")
                .check(CLASSES);
    }

    @Test
    void noBareExceptions() {
        noClasses()
                .that()
                .areNotAssignableTo(Throwable.class)
                .should()
                .callConstructor(RuntimeException.class, String.class)
                .orShould()
                .callConstructor(RuntimeException.class, Throwable.class)
                .orShould()
                .callConstructor(RuntimeException.class, String.class, Throwable.class)
                .orShould()
                .callConstructor(Exception.class, String.class)
                .orShould()
                .callConstructor(Exception.class, String.class, Throwable.class)
                .because("an operator needs a named failure")
                .check(CLASSES);
    }

    @Test
    void onlyCommandLinesPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".app.cli..", ROOT + ".proof.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("what a terminal shows is the command line's business")
                .check(CLASSES);
    }

    @Test
    void noArrayIsAComponentOfARecord() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .areNotStatic()
                .should()
                .haveRawType(byte[].class)
                .because("a record's equality and text would be the array's")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("state has an owner")
                .check(CLASSES);
    }

    @Test
    void typesThatProveSomethingAreMadeByTheirPackageOnly() {
        Set<String> proving = Set.of(
                ROOT + ".intake.Split",
                ROOT + ".document.Submission",
                ROOT + ".access.Accepted",
                ROOT + ".signature.Signed",
                ROOT + ".encryption.Addressed",
                ROOT + ".directory.EncryptionCertificate");

        for (String name : proving) {
            JavaClass type = CLASSES.get(name);
            assertThat(type.getModifiers()).as(name).contains(JavaModifier.FINAL);
            assertThat(type.getConstructors())
                    .as(name)
                    .noneMatch(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC)
                            || constructor.getModifiers().contains(JavaModifier.PROTECTED));
        }
    }

    @Test
    void noMainFileIsLong() {
        List<String> tooLong = new ArrayList<>();
        for (String module : List.of("profiles", "gateway/proof", "gateway/core", "routes", "gateway/app", "it")) {
            Path sources = Path.of("..", "..").resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    int lines = Files.readAllLines(file).size();
                    if (lines > MAXIMUM_LINES) {
                        tooLong.add(file.getFileName() + " has " + lines + " lines");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        assertThat(tooLong).isEmpty();
    }

    private static void only(Set<String> library, String... homes) {
        String[] packages = Stream.of(homes).map(ArchitectureTest::below).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.toArray(String[]::new))
                .because("a library has one home: " + List.of(homes))
                .check(CLASSES);
    }

    private static String below(String name) {
        return ROOT + "." + name + "..";
    }

    private static Set<String> with(Set<String> names, String more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> without(Set<String> names, String... fewer) {
        return names.stream().filter(name -> !List.of(fewer).contains(name)).collect(Collectors.toUnmodifiableSet());
    }
}
