package dev.ganz.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rules on compiled classes of all modules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    /** Packages in which time and chance are arguments. */
    private static final String[] CLOCK_FREE = {
        "dev.ganz.wire..", "dev.ganz.lab..", "dev.ganz.stack..", "dev.ganz.sim..", "dev.ganz.plan.."
    };

    private static final Set<String> CLOCKS =
            Set.of("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis", "java.lang.Math.random");

    /** Functions whose last bits differ from one machine to another; StrictMath has the same ones. */
    private static final Set<String> ROUNDED = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "log", "log10", "pow", "cbrt", "sinh", "cosh",
            "tanh", "hypot", "expm1", "log1p");

    private JavaClasses ganz = new ClassFileImporter().importPackages("nothing");

    @BeforeAll
    void readClasses() {
        List<Path> directories = Repository.MODULES.stream()
                .map(module -> Repository.ROOT.resolve(module).resolve("target/classes"))
                .toList();
        ganz = new ClassFileImporter().importPaths(directories);
        for (String module : Repository.MODULES) {
            assertThat(ganz)
                    .as("classes of %s", module)
                    .anyMatch(each -> each.getPackageName().startsWith("dev.ganz." + module));
        }
    }

    @Test
    void behaviourReadsNoClockAndDrawsNoChanceOfItsOwn() {
        noClasses()
                .that()
                .resideInAnyPackage(CLOCK_FREE)
                .should()
                .accessTargetWhere(target(
                        "reads a clock or draws chance",
                        member -> CLOCKS.contains(member)
                                || member.matches("java\\.time\\..*\\.now")
                                || member.matches("java\\.time\\.Clock\\.system.*")
                                || member.equals("java.util.UUID.randomUUID")))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Random.class, ThreadLocalRandom.class)
                .check(ganz);
    }

    @Test
    void behaviourStartsNoThread() {
        noClasses()
                .that()
                .resideInAnyPackage(CLOCK_FREE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Timer.class)
                .orShould()
                .dependOnClassesThat(describe(
                        "threads and their tools",
                        each -> each.getPackageName().startsWith("java.util.concurrent")
                                && !each.isEquivalentTo(TimeUnit.class)))
                .check(ganz);
    }

    @Test
    void nothingHidesStateInAThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocal.class)
                .check(ganz);
    }

    /** Set.of and Map.of have another order in every JVM. */
    @Test
    void aRunHasNoCollectionWhoseOrderIsChance() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.ganz.sim..", "dev.ganz.stack.scenario..", "dev.ganz.stack.traffic..")
                .should()
                .dependOnClassesThat(describe(
                        "HashMap or HashSet",
                        each -> each.isEquivalentTo(java.util.HashMap.class)
                                || each.isEquivalentTo(java.util.HashSet.class)))
                .orShould()
                .accessTargetWhere(target(
                        "makes a collection whose order is chance",
                        member -> member.matches("java\\.util\\.(?:Set|Map)\\.(?:of|copyOf|ofEntries)")
                                || member.matches(
                                        "java\\.util\\.stream\\.Collectors\\.(?:toSet|toUnmodifiable(?:Set|Map))")))
                .check(ganz);
    }

    @Test
    void resultsOfFloatingPointAreTheSameEverywhere() {
        noClasses()
                .that()
                .resideInAnyPackage(CLOCK_FREE)
                .should()
                .accessTargetWhere(target(
                        "is a function of Math that StrictMath has",
                        member -> member.startsWith("java.lang.Math.") && ROUNDED.contains(member.substring(15))))
                .check(ganz);
    }

    @Test
    void onlyTheProgramSpeaksToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ganz.cli..")
                .should()
                .accessTargetWhere(target(
                        "is the terminal",
                        member -> member.equals("java.lang.System.out")
                                || member.equals("java.lang.System.err")
                                || member.equals("java.lang.System.in")
                                || member.equals("java.lang.System.exit")
                                || member.endsWith(".printStackTrace")))
                .check(ganz);
    }

    @Test
    void staticsDoNotChange() {
        fields().that().areStatic().should().beFinal().check(ganz);
    }

    @Test
    void namesSayWhatATypeIsAndNotHowItIsBuilt() {
        classes()
                .should()
                .haveNameNotMatching(
                        ".*[.$](?:Abstract\\w*|Base[A-Z]\\w*|\\w*(?:Impl|Manager|Helper|Utils?|Common|Misc))")
                .andShould()
                .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..helper..", "..misc..", "..impl..")
                .check(ganz);
    }

    @Test
    void accessorsAreNamedAfterWhatTheySay() {
        noMethods()
                .that(describe("are ours to name", ArchitectureTest::isOurs))
                .should()
                .haveNameMatching("get[A-Z].*")
                .check(ganz);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.ganz.(**)").should().beFreeOfCycles().check(ganz);
    }

    @Test
    void modulesUseOnlyThoseBeforeThem() {
        for (int i = 0; i < Repository.MODULES.size(); i++) {
            String[] later = Repository.MODULES.subList(i + 1, Repository.MODULES.size()).stream()
                    .map(module -> "dev.ganz." + module + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.ganz." + Repository.MODULES.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(ganz);
            }
        }
    }

    /** False for a method that a type from elsewhere declares already. */
    private static boolean isOurs(JavaMethod method) {
        return method.getOwner().getAllRawSuperclasses().stream().noneMatch(type -> declares(type, method))
                && method.getOwner().getAllRawInterfaces().stream().noneMatch(type -> declares(type, method));
    }

    private static boolean declares(JavaClass type, JavaMethod method) {
        return !type.getPackageName().startsWith("dev.ganz.")
                && type.getAllMethods().stream().map(JavaMember::getName).anyMatch(method.getName()::equals);
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<String> names) {
        return describe(
                description,
                access -> names.test(access.getTargetOwner().getFullName() + "."
                        + access.getTarget().getName()));
    }
}
