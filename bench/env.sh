# Sourced by run.sh and jmh.sh: builds what they run, and knows their class path and flags.
# spark: not empty to build Spark's part too.
: "${spark:=}"

[ -n "${TORNADOVM_HOME:-}" ] || { echo 'TORNADOVM_HOME is not set: run ". ./tornado-env.sh" first.' >&2; exit 2; }
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH

# As scripts/run.sh has it.
export POCL_DEVICES="${POCL_DEVICES-pthread basic}"

build() {
  mvn -q -B -Pbench${spark:+,bench-spark} -DskipTests package
  without_jmh
}

# The SDK brings an old JMH of its own, which as a module would hide ours: a folder of links to the other jars.
without_jmh() {
  rm -rf target/bench-modules
  mkdir -p target/bench-modules
  for jar in "$TORNADOVM_HOME"/share/java/tornado/*.jar; do
    case ${jar##*/} in
      jmh-* | jopt-simple-*) ;;
      *) ln -s "$jar" target/bench-modules/ ;;
    esac
  done
  sed "s|^--module-path .*|--module-path $PWD/target/bench-modules|" target/tornado.args >target/bench.args
}

classpath() { echo "target/bench-classes:target/classes:$(cat target/bench.classpath)"; }
# What Spark's own launcher opens.
spark_flags() {
  for package in java.lang java.lang.invoke java.util java.nio java.net java.util.concurrent \
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    printf ' --add-opens=java.base/%s=ALL-UNNAMED' "$package"
  done
}
# As scripts/run.sh has it, for the processes that use TornadoVM alone.
tornado_java="env LD_PRELOAD=${JAVA_HOME:-}/lib/libjsig.so java"
tornado_flags="@target/bench.args -Xmx6g"
