#!/usr/bin/env bash
# Runs both batch files of scenarios/cluster on a Slurm of one node, this machine, and holds their
# tables against those of a sweep without it. Needs root; Slurm runs in a folder of its own and goes
# at the end.
#
#   sudo bash tests/cluster/slurm.sh [BUILD]     BUILD: folder with the programs [.build/release]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source .ci/install-packages
install_packages cluster
build=$(realpath "${1:-.build/release}")
if [[ ! -x $build/stepdown-mpi ]]; then
  echo "error: no $build/stepdown-mpi; build it: bash .ci/build release stepdown stepdown-mpi" >&2
  exit 1
fi
export STEPDOWN=$build/stepdown STEPDOWN_MPI=$build/stepdown-mpi
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
PLAN=$PWD/scenarios/plans/minimal_places.yaml
place=$(mktemp -d)
export PLAN SLURM_CONF=$place/slurm.conf
name=$(hostname -s)

stop_slurm() {
  local file
  for file in "$place"/slurmd.pid "$place"/slurmctld.pid "$place"/munged.pid; do
    if [[ -s $file ]]; then kill "$(<"$file")" 2>/dev/null || true; fi
  done
  sleep 1
  rm -rf "$place"
}
trap stop_slurm EXIT

cat >"$SLURM_CONF" <<EOF
ClusterName=one
SlurmctldHost=$name(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$place/munge.socket
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd.pid
SlurmctldLogFile=$place/slurmctld.log
SlurmdLogFile=$place/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
NodeName=$name NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
EOF
mkdir -p "$place/state" "$place/spool"
chmod 755 "$place"
dd if=/dev/urandom of="$place/munge.key" bs=128 count=1 status=none
chmod 400 "$place/munge.key"
munged --force --key-file="$place/munge.key" --socket="$place/munge.socket" \
  --pid-file="$place/munged.pid" --log-file="$place/munged.log" --seed-file="$place/munged.seed"
slurmctld
slurmd
for _ in {1..60}; do
  if sinfo -h -o %T 2>/dev/null | grep -q idle; then break; fi
  sleep 1
done
sinfo

echo '== without Slurm'
"$STEPDOWN" sweep "$PLAN" --out "$place/plain/sweep" --quiet
echo '== an array of jobs'
sbatch --wait --output="$place/array-%a.log" --export=ALL,OUT="$place/array/sweep" \
  scenarios/cluster/sweep_array.sbatch || { cat "$place"/array-*.log "$place"/*.log; exit 1; }
"$STEPDOWN" merge "$PLAN" "$place"/array/sweep.*-of-4.sweep --out "$place/array/sweep" --quiet
diff -r "$place/plain/sweep" "$place/array/sweep"
echo '== a job of ranks'
sbatch --wait --output="$place/mpi.log" --export=ALL,OUT="$place/mpi/sweep" \
  scenarios/cluster/sweep_mpi.sbatch || { cat "$place"/mpi.log "$place"/*.log; exit 1; }
diff -r "$place/plain/sweep" "$place/mpi/sweep"
echo 'the same tables three times'
