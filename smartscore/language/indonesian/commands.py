"""Yang dikatakan perintah-perintah."""

from typing import Final

TEXTS: Final = {
    "usage.language": "{where}: tidak ada bahasa “{name}”. Yang ada: {known}.",
    "usage.language.near": "{where}: tidak ada bahasa “{name}”. Maksudnya “{near}”?",
    "usage.questionnaire": "tidak ada kuesioner “{name}”. Yang ada: {known}; atau sebutkan folder sendiri.",
    "usage.questionnaire.near": "tidak ada kuesioner “{name}”. Maksudnya “{near}”?",
    "usage.questionnaire_language": "{id} tidak punya bahasa “{name}”. Bahasanya: {known}.",
    "usage.questionnaire_language.near": "{id} tidak punya bahasa “{name}”. Maksudnya “{near}”?",
    "usage.no_questionnaire_here": "di {path} tidak ada {file}. Sebutkan folder sebuah kuesioner.",
    "usage.example": "tidak ada contoh “{name}”. Yang ada: {known}.",
    "usage.example.near": "tidak ada contoh “{name}”. Maksudnya “{near}”?",
    "usage.format": "tidak ada format “{name}”. Yang ada: {known}.",
    "usage.format.near": "tidak ada format “{name}”. Maksudnya “{near}”?",
    "usage.ending": "akhiran “{name}” tidak berarti format apa pun. Pakai salah satu dari {known}, atau sebutkan formatnya dengan -f.",
    "usage.ending.near": "akhiran “{name}” tidak berarti format apa pun. Pakai misalnya {near}, atau sebutkan formatnya dengan -f.",
    "usage.dimension": "tidak ada dimensi “{name}”. Yang ada: {known}.",
    "usage.dimension.near": "tidak ada dimensi “{name}”. Maksudnya “{near}”?",
    "usage.group": "tidak ada dimensi atau subdimensi “{name}”. Yang ada: {known}.",
    "usage.group.near": "tidak ada dimensi atau subdimensi “{name}”. Maksudnya “{near}”?",
    "usage.node": "tidak ada kelompok atau pertanyaan “{name}” dalam formulir lembar ini. Yang ada: {known}.",
    "usage.node.near": "tidak ada kelompok atau pertanyaan “{name}” dalam formulir lembar ini. Maksudnya “{near}”?",
    "usage.schema": "tidak ada skema “{name}”. Yang ada: {known}.",
    "usage.schema.near": "tidak ada skema “{name}”. Maksudnya “{near}”?",
    "usage.sort": "baris tidak dapat diurutkan menurut “{name}”. Yang bisa: {known}.",
    "usage.sort.near": "baris tidak dapat diurutkan menurut “{name}”. Maksudnya “{near}”?",
    "usage.no_sheets": (
        "tidak ada lembar jawaban di: {paths}. Lembar jawaban berakhiran .answers.yaml atau .answers.json; "
        "yang lain dapat disebut satu per satu."
    ),
    "usage.no_inputs": (
        "tidak ada lembar jawaban dan tidak ada tabel di: {paths}. Lembar jawaban berakhiran .answers.yaml atau .answers.json, "
        "tabel .csv atau .xlsx; yang lain dapat disebut satu per satu."
    ),
    "usage.demand": "“{value}” bukan permintaan. Tulis sebuah angka, atau KELOMPOK=ANGKA.",
    "usage.over_input": "{path} termasuk lembar yang dibaca. Pilih nama lain untuk hasilnya.",
    "usage.impossible": "tidak ada yang dapat mencapai {value}; tertinggi {highest}. Kurangi permintaannya.",
    "usage.other_region": "{path} adalah lembar {there}, bukan {wanted}. Sebut lembar lain, atau hapus opsinya.",
    "usage.setting": "“{value}” tidak mengisi apa pun. Tulis ID=NILAI.",
    "usage.mode": "tidak ada mode “{name}”. Yang ada: {known}.",
    "usage.mode.near": "tidak ada mode “{name}”. Maksudnya “{near}”?",
    "usage.no_input": (
        "tidak ada terminal dan tidak ada yang dapat dibaca. Alirkan jawaban lewat pipa, atau pakai --no-input dengan --set ID=NILAI."
    ),
    "usage.no_short_form": "{id} tidak punya formulir singkat. Hilangkan --quick.",
    "usage.exists": "{path} sudah ada. Pilih nama lain, atau hapus dahulu.",
    "usage.folder_name": "“{name}” tidak dapat menjadi id kuesioner. Pakai huruf kecil, angka, dan satu tanda hubung.",
    "command.written": "Tertulis: {path}",
    "command.bug": "Ini kesalahan program, bukan kesalahan Anda. Mohon laporkan, beserta baris-baris di atas dan perintahnya.",
    "command.more_faults": "... dan {count} lagi. Semuanya: smartscore check {file}",
    "command.index_below": "{name}: indeksnya {found}; yang diminta {demanded}.",
    "command.index_of_little": "{name}: terlalu sedikit yang diketahui; cakupan {coverage}, dan yang diketahui saja memberi {found}.",
    "command.level_below": "{name}: tingkatnya {found}; yang diminta {demanded}. {why}",
    "batch.holds": "Diurutkan menurut {sort}: semua baris ditahan sampai lembar terakhir dibaca.",
    "batch.rejected": "{count} dari {total} lembar ditolak; sebabnya ada di atas.",
    "batch.done": "{count} lembar dinilai.",
    "batch.reports": "{count} laporan ditulis ke {path}",
    "check.error": "salah:     ",
    "check.warning": "peringatan:",
    "check.good": "baik:      ",
    "check.sum": "{count} berkas diperiksa: {errors} kesalahan, {warnings} peringatan.",
    "questionnaires.facts": "{count} pertanyaan; bahasa: {languages}",
    "questionnaires.examples": "contoh: {names}",
    "question_kind.level": "tingkat",
    "question_kind.number": "angka",
    "question_kind.checklist": "daftar periksa",
    "question_kind.yes_no": "ya atau tidak",
    "question_kind.choice": "pilihan",
    "overview.counts": "{id} {version}: {count} pertanyaan, {quick} di antaranya dalam formulir singkat, {must_have} dengan syarat minimum.",
    "overview.holds_at": "ditahan pada {level}",
    "column.kind": "Jenis",
    "column.short_form": "Formulir singkat",
    "column.must_have": "Syarat minimum",
    "questionnaires.valid": "Dari {low} sampai {high}",
    "questionnaires.source": "Sumber angka: {source}",
    "questionnaires.thresholds": "Tingkat mulai pada: {thresholds}",
    "questionnaires.quick": "formulir singkat",
    "questionnaires.must_have": "syarat minimum",
    "questionnaires.new": "Kuesioner baru ada di {path}\nCobalah: smartscore check {folder}",
    "blank.page": "Jawaban",
    "blank.region": "daerah",
    "blank.period": "periode",
    "blank.respondent": "perangkat daerah",
    "blank.form": "formulir",
    "blank.how": (
        "Tulis tiap jawaban di belakang id-nya, misalnya `gov-policy-master-plan: 2`; `unknown` bila tidak ada yang tahu, `waiting` "
        "bila pihak luar yang memberinya; {{state: not_applicable, reason: ...}} bila tidak berlaku; dengan catatan atau bukti: "
        "{{level: 2, note: ..., evidence: [{{kind: decree, reference: ..., proves: [...]}}]}}. Kosongkan yang dijawab nanti."
    ),
    "blank.evidence": "bukti untuk {key}: {documents}",
    "demo.complete": "Sebuah kabupaten rekaan, lengkap: laporan kesiapannya",
    "demo.real": "Manggarai tahun 2021: yang dikatakan sumber publik, tidak lebih",
    "demo.next": (
        "Coba berikutnya:\n"
        "  smartscore explain {complete} governance\n"
        "  smartscore report {example} -f markdown\n"
        "  smartscore assess daerah-saya.answers.yaml --quick"
    ),
    "explain.part": "{name} ({id}): {index} · bobot {weight}, {share} dari yang diketahui",
    "explain.contribution": " · menyumbang {points}",
    "explain.rule": "Digabung sebagai: {rule}.",
    "explain.interval": "Rentang: {interval}; cakupan {coverage}.",
    "explain.value": "Indeks: 100 x ({level} - {floor}) / ({highest} - {floor}) = {index}.",
    "explain.supported": "Didukung bukti: {index}.",
    "explain.level": "Tingkat: {level}; {certain}.",
    "explain.answer": "Jawaban: {answer}",
    "explain.lift": "Satu perubahan termurah yang menaikkannya: {question}, langkah {step} ({gain} poin, upaya {effort}): {do}",
    "explain.pair": "Tidak ada satu langkah pun yang menaikkannya. Pasangan terkecil yang bisa: {first} dan {second}.",
    "explain.nothing": "Tidak ada satu langkah yang menaikkannya: yang diketahui sudah terbaik, atau belum ada yang diketahui.",
    "form.short_full": "lengkap",
    "form.short_quick": "singkat",
    "column.region": "Daerah",
    "column.period": "Periode",
    "column.held": "Ditahan oleh",
    "column.form": "Formulir",
    "column.certain_short": "Pasti",
}
